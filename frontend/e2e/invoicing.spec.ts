import type { Page } from '@playwright/test';
import { expect, expectAccessible, newPerson, register, test } from './fixtures';
import { confirmAddress } from './mailbox';

const SHOTS = process.env.SHOTS;

/** Pictures to look at, where somebody asked for them. */
async function picture(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: false });
}

const number = (page: Page) => page.getByRole('heading', { level: 1, name: /^F\d{4}-/ });

test('an invoice is written without a mouse, issued, sent, paid in part, and credited', async ({ page }) => {
  test.setTimeout(240_000);
  await confirmAddress(page, (await register(page, { ...newPerson(), sells: true })).email);

  await test.step('the first customer is made from the invoice, and the invoice waits', async () => {
    await page.goto('/invoices');
    await expect(page.getByText('No sales invoice yet')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'invoices-empty');
    await page.keyboard.press('n');
    await expect(page.getByRole('heading', { level: 1, name: 'New invoice' })).toBeVisible();
    await page.getByLabel('Description of line 1').fill('Onderhoud website');
    await page.getByRole('link', { name: 'New contact' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Janssens & Zonen NV');
    await page.getByLabel('VAT number').fill('BE0428759497');
    await expect(page.getByText('BE0428759497 is well formed')).toBeVisible();
    await page.getByRole('textbox', { name: 'E-mail' }).fill('boekhouding@janssens.example');
    await page.getByLabel('Street and number').fill('Stationsstraat 12');
    await page.getByLabel('Postal code').fill('9000');
    await page.getByLabel('Town').fill('Gent');
    await expectAccessible(page);
    await picture(page, 'contact-form');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByLabel('Description of line 1')).toHaveValue('Onderhoud website');
    await expect(page.getByText('BE0428759497 · Stationsstraat 12')).toBeVisible();
  });

  await test.step('lines by keyboard: Enter adds, arrows move, Alt moves a line, totals follow', async () => {
    await page.getByLabel('Description of line 1').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.type('3');
    await page.keyboard.press('Tab');
    await page.keyboard.type('125,00');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Description of line 2')).toBeFocused();
    await page.keyboard.type('Domeinnaam');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('20');
    await page.keyboard.press('ArrowUp');
    await expect(page.getByLabel('Price of line 1')).toBeFocused();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(page.getByLabel('Description of line 2')).toHaveValue('Onderhoud website');
    await expect(page.getByLabel('Price of line 2')).toBeFocused();
    const totals = page.getByRole('region', { name: 'Totals' });
    await expect(totals).toContainText('395.00');
    await expect(totals).toContainText('82.95');
    await expect(totals).toContainText('€477.95');
    await expectAccessible(page);
    await picture(page, 'editor');
  });

  await test.step('a reload loses nothing', async () => {
    await page.waitForTimeout(400);
    await page.reload();
    await expect(page.getByText('What you were writing is back')).toBeVisible();
    await expect(page.getByLabel('Description of line 2')).toHaveValue('Onderhoud website');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Draft invoice' })).toBeVisible();
    await expect(page.getByText('Not complete yet')).toBeVisible();
    await expect(page.getByRole('img', { name: /^Page 1 of 1/ })).toBeVisible({ timeout: 30_000 });
    await expectAccessible(page);
    await picture(page, 'invoice-draft');
  });

  await test.step('issue: it has a number and stands in the books', async () => {
    await page.keyboard.press('i');
    await page.getByRole('dialog').getByRole('button', { name: 'Issue' }).click();
    await expect(number(page)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Its entry in the books' })).toBeVisible();
  });

  await test.step('send: it goes to the customer with a word of our own', async () => {
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('To')).toHaveValue('boekhouding@janssens.example');
    await dialog.getByLabel('A word of your own').fill('Zoals besproken.');
    await expect(dialog.getByRole('region', { name: 'The mail as it will be read' })).toContainText('Zoals besproken.');
    await expectAccessible(page);
    await picture(page, 'send');
    await dialog.getByRole('button', { name: 'Send now' }).click();
    await expect(page.getByText('On its way to boekhouding@janssens.example')).toBeVisible();
    await expect(page.getByText('Sent to')).toBeVisible();
  });

  await test.step('pay a part; taking it back and paying again is one click each', async () => {
    await page.keyboard.press('b');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Amount (EUR)').fill('200');
    await expectAccessible(page);
    await picture(page, 'pay');
    await dialog.getByRole('button', { name: 'Book payment' }).click();
    await expect(page.getByText('Payment booked; part of it is still open')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Amounts' })).toContainText('€277.95');
    await expect(page.getByText('Partly paid')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'invoice-partly-paid');
  });

  await test.step('credit one line of it', async () => {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Credit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Some lines').click();
    await dialog.getByLabel(/Domeinnaam/).check();
    await dialog.getByLabel('Reason').fill('Niet verlengd');
    await expectAccessible(page);
    await picture(page, 'credit');
    await dialog.getByRole('button', { name: 'Issue credit note' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^C\d{4}-/ })).toBeVisible();
    await page.getByRole('link', { name: 'Open the invoice' }).click();
    await expect(number(page)).toBeVisible();
    await expect(page.getByRole('region', { name: 'Amounts' })).toContainText('€253.75');
    await picture(page, 'invoice-credited');
  });

  await test.step('what it did leads to the books, and the list shows how it stands', async () => {
    await page.getByRole('link', { name: 'Its entry in the books' }).click();
    await expect(page).toHaveURL(/\/journal\//);
    await page.goto('/invoices');
    const list = page.getByRole('list', { name: 'Sales' });
    await expect(list.getByRole('link')).toHaveCount(2);
    await expectAccessible(page);
    await picture(page, 'invoices');
    await page.goto('/contacts');
    await page.getByRole('link', { name: /Janssens/ }).click();
    await expect(page.getByRole('heading', { name: 'Statement' })).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'contact');
  });
});
