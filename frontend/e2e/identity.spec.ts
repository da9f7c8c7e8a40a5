import { anotherPage, expect, expectAccessible, newPerson, register, signIn, test } from './fixtures';
import { confirmAddress, linkIn, mailTo } from './mailbox';

test('a new person confirms the address by the link that was mailed', async ({ page }) => {
  const person = await register(page);
  const note = page.getByRole('complementary', { name: 'Confirm your e-mail address.' });
  await expect(note).toContainText(person.email);
  await expectAccessible(page);

  await page.goto('/settings/people');
  await expect(page.getByRole('button', { name: 'Invite' })).toBeDisabled();
  await expect(page.getByText('Confirm your own e-mail address first')).toBeVisible();

  const link = linkIn(await mailTo(person.email, /confirm/i), 'verify-email');
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Your e-mail address is confirmed' })).toBeFocused();
  await expect(page).not.toHaveURL(/token/);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Go to your books' }).click();
  await expect(page.getByRole('heading', { name: /Welcome/ })).toBeVisible();
  await expect(note).toBeHidden();
});

test.describe('links that have ended', () => {
  test.use({ allowed: /40[49]|410|422/ });

  test('say so, and lead on', async ({ page }) => {
    await page.goto('/verify-email');
    await expect(page.getByRole('heading', { name: 'Open the link from the mail' })).toBeVisible();
    await page.goto('/reset-password#token=nothing.of.ours');
    await page.getByLabel('New password').fill('een andere lange zin');
    await page.getByRole('button', { name: 'Set this password' }).click();
    await expect(page.getByRole('heading', { name: 'This link leads nowhere' })).toBeFocused();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Ask for a new link' }).click();
    await expect(page.getByRole('heading', { name: 'Forgotten your password?' })).toBeVisible();
    await page.goto('/invitation#token=nothing.of.ours');
    await expect(page.getByRole('heading', { name: 'This link leads nowhere' })).toBeVisible();
  });

  test('a used confirmation is good news', async ({ page }) => {
    const person = await register(page);
    const link = linkIn(await mailTo(person.email, /confirm/i), 'verify-email');
    await confirmAddress(page, person.email);
    await page.goto('/');
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'Your e-mail address was confirmed before' })).toBeVisible();
  });
});

test('a forgotten password is replaced by mail, and ends every session', async ({ page, browser }) => {
  const person = await register(page);
  const elsewhere = await anotherPage(browser);

  await elsewhere.page.goto('/sign-in');
  await elsewhere.page.getByLabel('E-mail').fill(person.email);
  await elsewhere.page.getByRole('link', { name: 'Forgotten?' }).click();
  await expect(elsewhere.page.getByLabel('E-mail')).toHaveValue(person.email);
  await expectAccessible(elsewhere.page);
  await elsewhere.page.getByRole('button', { name: 'Mail me a link' }).click();
  await expect(elsewhere.page.getByRole('heading', { name: 'Look in your mailbox' })).toBeFocused();
  await expectAccessible(elsewhere.page);

  await elsewhere.page.goto(linkIn(await mailTo(person.email, /new password/i), 'reset-password'));
  await elsewhere.page.getByLabel('New password').fill('short');
  await elsewhere.page.getByRole('button', { name: 'Set this password' }).click();
  await expect(elsewhere.page.getByText('Use at least 8 characters.')).toBeVisible();
  await expect(elsewhere.page.getByLabel('New password')).toBeFocused();
  const renewed = { ...person, password: 'een heel andere lange zin' };
  await elsewhere.page.getByLabel('New password').fill(renewed.password);
  await expect(elsewhere.page.getByText('Strong.')).toBeVisible();
  await expectAccessible(elsewhere.page);
  await elsewhere.page.getByRole('button', { name: 'Set this password' }).click();
  await expect(elsewhere.page.getByRole('heading', { name: 'Your password has been changed' })).toBeFocused();
  await elsewhere.page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(elsewhere.page, renewed);
  expect(elsewhere.bad).toEqual([]);
  await elsewhere.page.context().close();
});

test('the address moves once its link was opened', async ({ page }) => {
  const person = await register(page);
  const next = newPerson().email;
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByLabel('New e-mail address').fill(next);
  const form = page.locator('form').filter({ has: page.getByLabel('New e-mail address') });
  await form.getByLabel('Current password').fill(person.password);
  await form.getByRole('button', { name: 'Mail a link there' }).click();
  await expect(page.getByRole('alert')).toContainText(`We mailed a link to ${next}`);
  await expect(page.getByRole('alert')).toContainText(person.email);
  await page.goto(linkIn(await mailTo(next, /confirm your new/i), 'confirm-email'));
  await expect(page.getByRole('heading', { name: 'Your new address is confirmed' })).toBeVisible();
  await page.goto('/settings');
  await expect(page.getByLabel('E-mail')).toHaveValue(next);
});

test('a company more, and back, by keyboard', async ({ page }) => {
  const person = await register(page);
  await page.getByRole('button', { name: `Company: ${person.company}` }).click();
  await page.getByRole('menuitem', { name: 'Open another company' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open another company' });
  await expect(dialog.getByLabel('Company')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('Peeters Vastgoed');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Company: Peeters Vastgoed' })).toBeVisible();
  await page.getByRole('button', { name: 'Company: Peeters Vastgoed' }).click();
  await page.getByRole('menuitemradio', { name: person.company }).click();
  await expect(page.getByRole('button', { name: `Company: ${person.company}` })).toBeVisible();
});
