import type { Page } from '@playwright/test';
import { asking, expect, expectAccessible, newPerson, register, test } from './fixtures';

test.use({ allowed: /status of 422/ }); // balances that do not tie are tried once

const SHOTS = process.env.SHOTS;

/** As it looks on a desk and in a hand, in light and in dark. */
async function pictures(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  for (const width of [1440, 390])
    for (const theme of ['light', 'dark']) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate((chosen) => {
        document.documentElement.dataset.theme = chosen;
      }, theme);
      await page.waitForTimeout(400);
      await page.screenshot({ path: `${SHOTS}/${name}-${width}-${theme}.png`, fullPage: true });
    }
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'light';
  });
}

/** A line of the balances by the keyboard alone. */
async function line(page: Page, number: number, account: string, side: 'Debit' | 'Credit', amount: string) {
  const field = page.getByRole('combobox', { name: `Account of line ${number}` });
  await field.focus();
  await page.keyboard.type(account);
  await expect(page.getByRole('option').first()).toContainText(account);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: `Debit of line ${number}` })).toBeFocused();
  if (side === 'Credit') await page.keyboard.press('Tab');
  await page.keyboard.type(amount);
}

const FILE = `Leverancier;Factuurnummer;Factuurdatum;Vervaldatum;Openstaand bedrag
Energie Vlaanderen NV;E-77;01/12/2025;31/12/2025;363,00
`;

test('what was open elsewhere is taken over, proved against the balances, and paid here', async ({ page }) => {
  test.setTimeout(240_000);
  const person = await register(page, { ...newPerson(), sells: true });
  const ask = await asking(page, person);
  await ask('/contacts', { name: 'Bakkerij Joos BV', country: 'BE', is_customer: true });
  await ask('/contacts', { name: 'Energie Vlaanderen NV', country: 'BE', is_supplier: true });

  await test.step('an empty page teaches what belongs here', async () => {
    await page.goto('/books/opening');
    await expect(page.getByText('Which invoices were still open?')).toBeVisible();
    await expect(page.getByText('To import a list, save the balances first')).toBeVisible();
    await expectAccessible(page);
    await pictures(page, 'opening-empty');
  });

  await test.step('the balances, and an open invoice that does not come to them yet', async () => {
    await page.getByRole('textbox', { name: 'First day' }).fill('01/01/2026');
    await line(page, 1, '400', 'Debit', '1210');
    await page.keyboard.press('Enter');
    await line(page, 2, '440', 'Credit', '363');
    await page.keyboard.press('Enter');
    await line(page, 3, '100', 'Credit', '847');
    await page.getByRole('button', { name: 'Add an invoice' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Contact' }).fill('Joos');
    await page.getByRole('option', { name: 'Bakkerij Joos BV' }).click();
    await dialog.getByRole('textbox', { name: 'Number' }).fill('2025-0118');
    await dialog.getByRole('textbox', { name: 'Invoice date' }).fill('14/11/2025');
    await dialog.getByRole('textbox', { name: 'Due date' }).fill('14/12/2025');
    await dialog.getByRole('textbox', { name: 'Open amount' }).fill('1200');
    await expectAccessible(page);
    await pictures(page, 'opening-dialog');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByText(/€10.00 to go/)).toBeVisible();
    await page.getByRole('button', { name: 'Save the opening balances' }).click();
    await expect(page.getByText(/do not come to what the opening balances say/)).toBeVisible();
  });

  await test.step('put right, it is booked', async () => {
    await page.getByRole('button', { name: /^Edit 2025-0118/ }).click();
    const amount = page.getByRole('dialog').getByRole('textbox', { name: 'Open amount' });
    await amount.fill('1210');
    await amount.press('Enter');
    await expect(page.getByText(/to go/)).toHaveCount(1); // that of the suppliers, of whom nothing was told yet
    await page.getByRole('button', { name: 'Save the opening balances' }).click();
    await expect(page.getByText('The opening balances are booked')).toBeVisible();
  });

  await test.step('the suppliers come from a file, which is shown before it is kept', async () => {
    await page.getByRole('button', { name: 'Import a list' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'What the list holds' }).selectOption('purchase');
    const file = { name: 'open.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) };
    await dialog.locator('input[type=file]').setInputFiles(file);
    await expect(dialog.getByText('1 new, 0 changed, 0 unchanged, 0 not readable')).toBeVisible();
    await expectAccessible(page);
    await pictures(page, 'opening-import');
    await dialog.getByRole('button', { name: 'Import 1 invoice' }).click();
    await expect(page.getByRole('link', { name: 'E-77' })).toBeVisible();
    await expect(page.getByText(/to go/)).toHaveCount(0);
    await expectAccessible(page);
    await pictures(page, 'opening-items');
  });

  await test.step('it is an invoice: late, without a paper of ours, and paid', async () => {
    await page.getByRole('link', { name: '2025-0118' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('2025-0118');
    await expect(page.getByText('From the opening balances')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send', exact: true })).toHaveCount(0);
    await expectAccessible(page);
    await pictures(page, 'opening-invoice');
    await page.getByRole('button', { name: 'Record payment' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Amount' }).fill('210');
    await page.getByRole('dialog').getByRole('button', { name: 'Book payment' }).click();
    await expect(page.getByText('€1,000.00').first()).toBeVisible();
  });

  await test.step('what was paid stays, and the balances say so', async () => {
    await page.goto('/books/opening');
    await expect(page.getByText('Settled in part')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Remove 2025-0118/ })).toHaveCount(0);
    await page.goto('/reports/aged-receivables');
    await expect(page.getByText('Bakkerij Joos BV').first()).toBeVisible();
    await expect(page.getByText('1,000.00').first()).toBeVisible();
  });
});
