import type { Page } from '@playwright/test';
import { asking, expect, expectAccessible, newPerson, register, test, withBooks } from './fixtures';
import { confirmAddress, mailTo } from './mailbox';
import { photographedReceipt } from './samples';

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

async function customer(page: Page, name: string, email: string): Promise<void> {
  await page.goto('/contacts/new');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByLabel('Town').fill('Gent');
  await page.keyboard.press('Control+Enter');
  await expect(heading(page, name)).toBeVisible();
}

/** A line of an invoice, and whom it is for, on whichever editor is open. */
async function write(page: Page, who: string, what: string, price: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Customer' }).click();
  await page.keyboard.type(who);
  await page.getByRole('option', { name: new RegExp(who) }).click();
  await page.getByLabel('Description of line 1').fill(what);
  await page.getByLabel('Price of line 1').fill(price);
}

test('a closed year is opened again with a reason, and closed', async ({ page }) => {
  const ask = await asking(page, await register(page));
  const year = await ask('/ledger/years', { starts_on: '2025-01-01' });
  await ask('/ledger/entries', {
    journal: 'miscellaneous',
    booked_on: '2025-12-31',
    memo: 'Fees',
    postings: [
      { account_code: '550', debit: '1000.00' },
      { account_code: '700', credit: '1000.00' },
    ],
  });
  await ask(`/ledger/years/${year.id}/close`, { accept: ['vat_returns'] });
  await page.goto('/books/years');
  const years = page.getByRole('list', { name: 'Fiscal years' });
  await years.getByRole('button', { name: /2025/ }).click();
  await page.getByRole('button', { name: 'Reopen' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('An invoice of December came late');
  await page.getByRole('dialog').getByRole('button', { name: 'Reopen' }).click();
  await expect(page.getByText('Year 2025 is open again')).toBeVisible();

  await page.getByRole('link', { name: 'Close the year' }).click();
  await expect(heading(page, 'Close year 2025')).toBeVisible();
  for (const box of await page.getByRole('checkbox', { name: 'Accept' }).all()) await box.check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Close the year' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close the year' }).click();
  await expect(page.getByText('Year 2025 is closed')).toBeVisible();
});

test.describe('a car that cannot be', () => {
  test.use({ allowed: /422/ });
  test('how much of a car is deducted is worked out, and the window says which page it is', async ({ page }) => {
    await register(page);
    await page.goto('/expenses/car');
    await expect(page.getByText('No car yet')).toBeVisible();
    await expect(page).toHaveTitle('Deduction of car costs · Smart Accounting');
    await page.getByLabel('Ordered on').fill('01/03/2025');
    await page.getByLabel('Fuel', { exact: true }).selectOption('Diesel');
    await page.getByLabel(/CO₂/).fill('110');
    await page.keyboard.press('Enter');
    await page.getByLabel('Day of the cost').fill('21/11/2026');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('region', { name: 'What is deducted' })).toContainText('50 %');
    await expect(page).toHaveURL(/fuel=diesel.*ordered=2025-03-01.*co2=110/);
    await expectAccessible(page);
    await page.getByLabel('Day of the cost').fill('01/01/2025');
    await page.keyboard.press('Tab');
    await expect(page.getByText('A car has no costs before it is ordered.')).toBeVisible();
    await page.getByLabel('Fuel', { exact: true }).selectOption('Electricity');
    await expect(page.getByLabel(/CO₂/)).toHaveCount(0);
  });
});

test('an invoice is named in its tab, and the general ledger fits a phone', async ({ page }) => {
  await withBooks(page);
  await page.goto('/invoices');
  await page
    .getByRole('link', { name: /F\d{4}-00001/ })
    .first()
    .click();
  await expect(page).toHaveTitle(/^F\d{4}-00001 · Hotel Zeezicht · Smart Accounting$/);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/reports/general-ledger');
  await expect(page.getByRole('rowheader', { name: /^Total 610/ })).toBeVisible();
  await expect(page).toHaveTitle('General ledger · Smart Accounting');
  const beyond = await page
    .getByRole('table')
    .evaluate((table) => table.scrollWidth - (table.parentElement?.clientWidth ?? 0));
  expect(beyond).toBeLessThanOrEqual(0);
  await expectAccessible(page);
});

test('a recurring invoice is written once, in a series of our own, and made when its time comes', async ({ page }) => {
  await confirmAddress(page, (await register(page, { ...newPerson(), sells: true })).email);
  await customer(page, 'Hotel Zeezicht', 'boekhouding@zeezicht.example');

  await page.goto('/settings/invoicing');
  await expect(page.getByText(/^F\d{4}-00001$/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Change: Invoices' }).click();
  await page.getByLabel('Letters in front').fill('vf');
  await page.getByLabel('Next number').fill('118');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/^VF\d{4}-00118$/)).toBeVisible();
  await page.getByText('Every night by themselves').click();
  await expect(page.getByText('Reminders leave by themselves from tonight')).toBeVisible();

  await page.goto('/invoices/recurring/new');
  await page.getByLabel('Name', { exact: true }).fill('Maintenance');
  await page.getByText('Issue it', { exact: true }).click();
  const today = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Brussels' }).format(new Date());
  await page.getByLabel('First on').fill(today); // none is issued on a day that is still to come
  await write(page, 'Hotel Zeezicht', 'Maintenance of the month', '250');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('link', { name: /Maintenance/ })).toBeVisible();
  await page.getByRole('button', { name: 'Make the next Maintenance now' }).click();
  await expect(heading(page, /^VF\d{4}-00118$/)).toBeVisible();

  await test.step('the mail is read before it leaves, and leaves as it was read', async () => {
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/word of your own/i).fill('Until next month!');
    const letter = dialog.getByRole('region', { name: 'The mail as it will be read' });
    await expect(letter).toContainText('Until next month!');
    await expect(letter).toContainText(/VF\d{4}-00118/);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: /^Send/ }).click();
    await expect(dialog).toBeHidden();
    const text = await mailTo('boekhouding@zeezicht.example', /VF\d{4}-00118/);
    expect(text).toContain('Until next month!');
  });

  await test.step('the list says what it comes to, and the customer what is open', async () => {
    await page.goto('/invoices');
    await expect(page.getByLabel('What this list comes to')).toContainText('€302.50');
    await page.goto('/contacts');
    await page.getByRole('link', { name: /Hotel Zeezicht/ }).click();
    await page.getByRole('button', { name: 'Mail these…' }).click();
    await expect(page.getByRole('dialog')).toContainText('302,50 EUR');
    await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
    expect(await mailTo('boekhouding@zeezicht.example', /Openstaande facturen|Open invoices/)).toContain('302');
  });

  await test.step('the palette finds the invoice, the customer and a report', async () => {
    const palette = page.getByRole('dialog', { name: 'Search or jump to' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('zeezicht');
    await expect(palette.getByRole('option', { name: /^VF\d{4}-00118/ })).toBeVisible();
    await expect(palette.getByRole('option', { name: /^Hotel Zeezicht/ })).toBeVisible();
    await palette.getByRole('combobox').fill('balance sheet');
    await palette.getByRole('option', { name: /Balance sheet/ }).click();
    await expect(page).toHaveURL(/reports\/balance-sheet/);
    await page.getByRole('main').getByRole('link', { name: 'Journal', exact: true }).click();
    await expect(page.getByRole('table', { name: 'Journal' })).toContainText('Hotel Zeezicht');
    await expectAccessible(page);
  });
});

test('a photographed receipt becomes an expense that is approved and paid back', async ({ page }) => {
  test.setTimeout(240_000);
  const { name, type, body } = photographedReceipt();
  await register(page);
  await page.goto('/expenses/receipt');
  await page.getByTestId('receipt').setInputFiles({ name, mimeType: type, buffer: body });
  await expect(page).toHaveURL(/expenses\/[0-9a-f]{8}-/, { timeout: 180_000 });
  await expect(page.getByLabel('Amount with VAT')).toHaveValue('24.30');
  await page.getByLabel('Description').fill('Sandwiches for the team');
  const category = page.getByRole('combobox', { name: 'Category' });
  await category.fill('restaurant');
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: /^Submit/ }).click();
  await page.getByRole('button', { name: /^Approve/ }).click();
  await expect(page.getByText('Approved and booked')).toBeVisible();
  await page.getByRole('button', { name: 'Reimburse' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reimburse' }).click();
  await expect(page.getByText('Reimbursed', { exact: true })).toBeVisible();
  await expectAccessible(page);
});

test('on a phone every page is within reach', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await register(page);
  const more = page.getByRole('button', { name: 'More', exact: true });
  for (const name of [
    'Contacts',
    'Expenses',
    'Journal',
    'Accounts',
    'Bookkeeping',
    'VAT',
    'Reports',
    'Anomalies',
    'Audit log',
  ]) {
    const before = await page.title();
    // A page that arrives closes what was opened on the one before.
    await expect(async () => {
      await more.click();
      await page.getByRole('menuitem', { name, exact: true }).click({ timeout: 2_000 });
    }).toPass({ timeout: 20_000 });
    await expect(page).not.toHaveTitle(before); // a window is named after its page, not after the way there
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(more).toHaveAttribute('data-status', 'active');
  }
});
