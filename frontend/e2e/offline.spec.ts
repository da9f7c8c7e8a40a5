import { test as bare } from '@playwright/test';
import { expect, register, test } from './fixtures';

// The browser itself complains of what it cannot fetch, which the usual fixture would not have.
bare(
  'a page that was not opened before stays in the application without a connection, and comes once it is back',
  async ({ page, context }) => {
    await register(page);
    await context.setOffline(true);
    await page.getByRole('navigation').getByRole('link', { name: 'Journal' }).click();
    await expect(page.getByText('The page loads as soon as the connection is back.')).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByRole('heading', { level: 1, name: 'Journal' })).toBeVisible();
  },
);

test('Back asks before it loses a half-typed contact, and staying keeps it', async ({ page }) => {
  await register(page);
  await page.goto('/contacts');
  await page.goto('/journal');
  await page.getByRole('navigation').getByRole('link', { name: 'Contacts' }).click();
  await page
    .getByRole('button', { name: /New contact/ })
    .or(page.getByRole('link', { name: /New contact/ }))
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Janssens');
  await page.goBack();
  await page.getByRole('button', { name: 'Stay' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Janssens');
  await expect(page).toHaveURL(/contacts\/new/);
  await page.goBack();
  await page.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page).toHaveURL(/\/contacts(\?.*)?$/);
});
