import { expect, register, signUp, test } from './fixtures';

test('by keyboard in, and never back to the door', async ({ page }) => {
  const person = await signUp(page);
  await page.getByRole('button', { name: `Account of ${person.name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await page.goto('/journal?q=paper');
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await page.keyboard.type(person.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Journal' })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused(); // what had the focus went with the door

  await page.goto('/sign-in?return_to=/accounts');
  await expect(page.getByRole('heading', { name: 'Chart of accounts' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Journal' })).toBeVisible();

  await page.getByRole('button', { name: `Account of ${person.name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
});

test('what was opened from a list closes with Back, and Back does not meet it again', async ({ page }) => {
  await register(page);
  await page.getByRole('link', { name: 'Audit log' }).click();
  const rows = page.getByRole('list', { name: /^Events/ }).getByRole('link');
  await expect(rows.first()).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog');
  await expect(sheet).toBeVisible();
  const first = new URL(page.url()).search;
  await page.keyboard.press('j');
  await expect(page).not.toHaveURL(new RegExp(`\\${first}$`));
  await page.keyboard.press('k');
  await expect(page).toHaveURL(new RegExp(`\\${first}$`));
  await page.goBack();
  await expect(sheet).toHaveCount(0);
  await expect(page).toHaveURL(/\/audit$/);
  await expect(rows.first()).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole('heading', { name: /Welcome/ })).toBeVisible();
});
