import { expect, newPerson, register, test } from './fixtures';

test('Ctrl+Enter submits the amount that is still being typed', async ({ page }) => {
  await register(page, newPerson());
  await page.goto('/expenses/new');
  await page.getByLabel('What was it for?').or(page.getByLabel('Description')).first().fill('Ticket to Gent');
  await page.getByRole('combobox', { name: 'Category' }).click();
  await page.getByRole('option').first().click();
  await page.getByLabel('Amount with VAT').fill('12.50');
  await page.getByLabel('Amount with VAT').press('Control+Enter');
  await expect(page).toHaveURL(/\/expenses\/[0-9a-f-]{36}/);
  await expect(page.getByText('12.50').first()).toBeVisible();
});
