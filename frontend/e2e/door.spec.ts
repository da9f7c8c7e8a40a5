import { expect, expectAccessible, newPerson, register, test } from './fixtures';

test('signing up explains what is wrong beside the field', async ({ page }) => {
  await page.goto('/sign-up');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Fill in this field.')).toHaveCount(4);
  await expect(page.getByLabel('Your name')).toBeFocused();
  await expectAccessible(page);
});

test('the door opens and closes, and leads back to where one was', async ({ page }) => {
  const person = await register(page);
  await page.getByRole('button', { name: `Account of ${person.name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await expectAccessible(page);

  await page.goto('/journal?q=paper');
  await expect(page).toHaveURL(/sign-in\?return_to=/);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/journal\?q=paper/);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Journal' })).toBeVisible();
});

test.describe('with a wrong password', () => {
  test.use({ allowed: /401/ });
  test('says so and keeps the address', async ({ page }) => {
    const person = newPerson();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(person.email);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toHaveText('E-mail or password is wrong.');
    await expect(page.getByLabel('E-mail')).toHaveValue(person.email);
    await expectAccessible(page);
  });
});

test('two tabs share one session', async ({ page, context }) => {
  await register(page);
  const second = await context.newPage();
  await Promise.all([page.reload(), second.goto('/accounts')]);
  await expect(second.getByRole('heading', { name: 'Chart of accounts' })).toBeVisible();
  await expect(page.getByRole('heading', { name: /Welcome/ })).toBeVisible();
  await second.close();
  await page.goto('/sign-in'); // nobody who is in is asked to sign in
  await expect(page.getByRole('heading', { name: /Welcome/ })).toBeVisible();
});
