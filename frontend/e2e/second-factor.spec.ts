import type { Page } from '@playwright/test';
import { anotherPage, expect, expectAccessible, type Person, register, test } from './fixtures';
import { totp } from './mailbox';

/** Password and app, up to the books; a code is good once, so a second sign-in takes the next. */
async function signInTwice(page: Page, person: Person, code: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible();
  const field = page.getByLabel('Six-digit code');
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code');
  await field.fill(code);
}

async function setUp(page: Page, person: Person): Promise<{ secret: string; codes: string[] }> {
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Set up' }).click();
  const card = page.getByRole('region', { name: 'Two-step sign-in' });
  await card.getByLabel('Current password').fill(person.password);
  await card.getByRole('button', { name: 'Go on' }).click();
  await expect(card.getByRole('img', { name: 'Picture for your authenticator app' })).toBeVisible();
  const secret = (await card.locator('[data-secret]').getAttribute('data-secret')) ?? '';
  await expectAccessible(page);
  await card.getByLabel('Code from the app').fill(totp(secret));
  const list = card.getByRole('list', { name: 'Your recovery codes' });
  await expect(list.getByRole('listitem')).toHaveCount(10);
  return { secret, codes: await list.getByRole('listitem').allTextContents() };
}

test('setting up the second step, with codes that must be kept', async ({ page, browser, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const person = await register(page);
  const { secret, codes } = await setUp(page, person);
  await expectAccessible(page);

  await page.getByRole('button', { name: /^Copy/ }).click();
  expect((await page.evaluate(() => navigator.clipboard.readText())).split(/\r?\n/)).toEqual(codes);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  expect((await saving).suggestedFilename()).toBe('recovery-codes.txt');
  await expect(page.getByRole('button', { name: 'Done' })).toBeDisabled();
  await page.getByLabel('I have kept these codes').check();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('10 left')).toBeVisible();
  await expectAccessible(page);

  const phone = await anotherPage(browser);
  await signInTwice(phone.page, person, totp(secret, 1));
  await expect(phone.page.getByRole('heading', { name: /Welcome/ })).toBeVisible();
  expect(phone.bad).toEqual([]);

  const third = await anotherPage(browser);
  await signInTwice(third.page, person, '');
  await third.page.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await expectAccessible(third.page);
  await third.page.getByLabel('Recovery code').fill(codes[0] ?? '');
  await third.page.getByRole('button', { name: 'Go on' }).click();
  await expect(third.page.getByRole('heading', { name: /Welcome/ })).toBeVisible();
  await third.page.goto('/settings/security');
  await expect(third.page.getByText('9 left')).toBeVisible();
  expect(third.bad).toEqual([]);

  await page.reload();
  const sessions = page.getByRole('list', { name: 'Where you are signed in' });
  await expect(sessions.getByRole('listitem')).toHaveCount(3);
  await expect(sessions.getByRole('listitem').first()).toContainText('This device');
  await sessions.getByRole('button').first().click();
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Sign out all others' }).click();
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await third.page.reload();
  await expect(third.page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await phone.page.context().close();
  await third.page.context().close();
});

test.describe('with a wrong code', () => {
  test.use({ allowed: /422|401/ });

  test('asks again, and in the end for the password', async ({ page, browser }) => {
    const person = await register(page);
    await setUp(page, person);
    const other = await anotherPage(browser);
    await signInTwice(other.page, person, '000000');
    const wrong = other.page.getByText('This code is wrong, too old, or used already.');
    await expect(wrong).toBeVisible();
    await expect(other.page.getByLabel('Six-digit code')).toHaveValue('');
    await expectAccessible(other.page);
    for (let tried = 1; tried < 5; tried++) {
      await other.page.getByLabel('Six-digit code').fill(`00000${tried}`);
      await expect(wrong).toBeVisible();
      await expect(other.page.getByLabel('Six-digit code')).toHaveValue('');
    }
    await other.page.getByLabel('Six-digit code').fill('000009');
    await expect(other.page.getByRole('heading', { name: 'This took too long' })).toBeFocused();
    await other.page.getByRole('button', { name: 'Begin again' }).click();
    await expect(other.page.getByLabel('E-mail')).toHaveValue(person.email);
    await other.page.context().close();
  });
});
