import { anotherPage, expect, expectAccessible, register, signIn, test } from './fixtures';

test.use({ allowed: /401/ });

test('a session that ends elsewhere loses nothing that was typed here', async ({ page, browser }) => {
  const person = await register(page);
  await page.goto('/settings/company');
  const name = page.getByLabel('Name', { exact: true });
  await expect(name).toHaveValue(person.company);
  await name.fill('Bakkerij De Nieuwe Naam');

  const elsewhere = (await anotherPage(browser)).page;
  await signIn(elsewhere, person);
  await elsewhere.goto('/settings/security');
  await elsewhere.getByRole('button', { name: 'Sign out all others' }).click();
  await expect(elsewhere.getByText('This device')).toBeVisible();
  await expect(elsewhere.getByRole('button', { name: 'Sign out all others' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Save' }).first().click();
  const door = page.getByRole('dialog', { name: 'Your session has ended. Sign in again to go on.' });
  await expect(door.getByLabel('E-mail')).toHaveValue(person.email);
  await expect(door.getByLabel('Password')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.type('not the password');
  await page.keyboard.press('Enter');
  await expect(door.getByRole('alert')).toBeVisible();
  await door.getByLabel('Password').fill(person.password);
  await page.keyboard.press('Enter');

  // Back on the page, and what was asked for before is done now.
  await expect(door).toHaveCount(0);
  await expect(name).toHaveValue('Bakkerij De Nieuwe Naam');
  await expect(page.getByRole('button', { name: 'Save' }).first()).toBeDisabled();
  await page.reload();
  await expect(name).toHaveValue('Bakkerij De Nieuwe Naam');
});
