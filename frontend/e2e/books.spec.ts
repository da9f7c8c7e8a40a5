import type { Page } from '@playwright/test';
import { expect, expectAccessible, newPerson, register, test } from './fixtures';

/** A Belgian VAT number that holds: its last two digits follow from the others. */
function vatNumber(): string {
  const body = String(4_000_000 + Math.floor(Math.random() * 900_000)).padStart(8, '0');
  return `BE${body}${String(97 - (Number(body) % 97)).padStart(2, '0')}`;
}

/** A line by the keyboard alone: the account by its number, then the amount; Enter goes on. */
async function line(page: Page, number: number, account: string, side: 'Debit' | 'Credit', amount: string) {
  const field = page.getByRole('combobox', { name: `Account of line ${number}` });
  await expect(field).toBeFocused();
  await page.keyboard.type(account);
  await expect(page.getByRole('option').first()).toContainText(account);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: `Debit of line ${number}` })).toBeFocused();
  if (side === 'Credit') await page.keyboard.press('Tab');
  await page.keyboard.type(amount);
}

async function grid(page: Page, number: number, marks: string) {
  await page.getByRole('button', { name: `More about line ${number}` }).click();
  await page.getByLabel('Grids of the VAT return').last().fill(marks);
}

test('from an entry by hand over the general ledger to a VAT return that is closed', async ({ page }) => {
  await register(page, { ...newPerson(), vatNumber: vatNumber() });

  await page.goto('/journal');
  await expect(page.getByRole('button', { name: /New entry/ }).first()).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { level: 1, name: 'New entry' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Description' }).fill('Sale at the market');
  await page.getByRole('combobox', { name: 'Account of line 1' }).focus();
  await line(page, 1, '400', 'Debit', '121');
  await page.keyboard.press('Enter');
  await line(page, 2, '700', 'Credit', '100');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Difference' })).toContainText('€21.00');
  await line(page, 3, '451', 'Credit', '');
  await page.keyboard.press('=');
  await expect(page.getByRole('textbox', { name: 'Credit of line 3' })).toHaveValue('21.00');
  await expect(page.getByRole('status').filter({ hasText: 'Debits and credits are equal' })).toBeVisible();
  await grid(page, 2, '+03');
  await grid(page, 3, '+54');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/is posted/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();

  await page.goto('/reports/profit-and-loss');
  await expect(page.getByRole('row', { name: /Turnover/ })).toContainText('100.00');
  await expectAccessible(page);
  await page
    .getByRole('row', { name: /Turnover/ })
    .getByRole('link', { name: '100.00' })
    .click();
  await expect(page).toHaveURL(/general-ledger/);
  await expect(page.getByRole('link', { name: 'Sale at the market' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Sale at the market' }).click();
  await expect(page.getByRole('table', { name: 'Postings' })).toContainText('121.00');

  await page.goto('/vat');
  await page.getByRole('link', { name: 'Go to the next return' }).click();
  const turnover = page.getByRole('link', { name: /Supplies at 21 %/ });
  await expect(turnover).toContainText('100.00');
  await expect(turnover).toContainText('without the VAT itself');
  await expect(page.getByText('All hold')).toBeVisible();
  await expectAccessible(page);
  await turnover.click();
  const sheet = page.getByRole('dialog', { name: /Supplies at 21 %/ });
  await expect(sheet.getByText('Sale at the market')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();

  await page.getByRole('button', { name: 'Close the period' }).click();
  const dialog = page.getByRole('dialog', { name: /^Close/ });
  await expect(dialog.getByRole('button', { name: 'Close the period' })).toBeDisabled();
  await dialog.getByRole('checkbox', { name: /has not ended yet/ }).check();
  await dialog.getByRole('button', { name: 'Close the period' }).click();
  await expect(page.getByText('Closed', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await page.getByRole('link', { name: 'closing entry' }).click();
  await expect(page.getByText('VAT closing', { exact: true })).toBeVisible();
});

const PAGES = [
  '/',
  '/reports/balance-sheet?compare=previous_year',
  '/reports/trial-balance',
  '/reports/aged-receivables',
  '/reports/tags',
  '/vat',
  '/expenses',
  '/expenses/new',
  '/expenses/receipt',
  '/books/years',
  '/books/locks',
  '/books/opening',
  '/books/recurring',
  '/books/recurring/new',
  '/books/templates/new',
  '/books/tags',
  '/books/rates',
  '/accounts',
  '/journal',
];

for (const width of [1440, 390]) {
  test(`every page of the books is accessible and fits at ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await register(page);
    for (const path of PAGES) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toHaveCount(0);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide, `${path} is wider than the window`).toBeLessThanOrEqual(0);
      await expectAccessible(page);
    }
  });
}
