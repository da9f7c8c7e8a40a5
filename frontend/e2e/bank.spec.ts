import type { Page } from '@playwright/test';
import { asking, dropFiles, expect, expectAccessible, newPerson, type Person, register, test } from './fixtures';
import { codaStatement, type StatementFacts } from './statements';

const SHOTS = process.env.SHOTS;
const IBAN = 'BE68539007547034';

async function picture(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
}

/** An issued invoice of 121.00 to a customer, by the API: what the bank's line will settle. */
async function invoiced(page: Page, person: Person): Promise<string> {
  const ask = await asking(page, person);
  const contact = await ask('/contacts', {
    name: 'Kapsalon Lena BV',
    vat_number: 'BE0428759497',
    street: 'Markt 1',
    postal_code: '9000',
    city: 'Gent',
    country: 'BE',
  });
  const lines = [{ description: 'Onderhoud', quantity: '1', unit_price: '100.00', vat_rate: '21.00' }];
  const draft = await ask('/invoices', { contact_id: contact.id, direction: 'sale', lines });
  return (await ask(`/invoices/${draft.id}/issue`, {})).number;
}

/** As CODA writes it: ddmmyy. */
const today = () => new Date().toISOString().slice(2, 10).split('-').reverse().join('');

const coda = (name: string, facts: Pick<StatementFacts, 'sequence' | 'opening' | 'moved' | 'closing'>) => ({
  name,
  type: 'application/octet-stream',
  body: codaStatement({ iban: IBAN, holder: 'BAKKERIJ PEETERS', day: today(), ...facts }),
});

test('a statement comes in, its lines are reconciled by keyboard, and the next one shows what is here already', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const person = await register(page, { ...newPerson(), sells: true });
  const number = await invoiced(page, person);
  const paid = { amount: 121, name: 'KAPSALON LENA BV', iban: 'BE43068999999501', says: `FACTUUR ${number}` };
  const charged = { amount: -12.5, name: 'KBC BANK', iban: 'BE04009001234531', says: 'BEHEERSKOSTEN NOVEMBER' };

  await test.step('before the first statement the page teaches which file to ask for', async () => {
    await page.goto('/bank');
    await expect(page.getByText('No bank account yet')).toBeVisible();
    await expect(page.getByText('BNP Paribas Fortis')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'bank-empty');
  });

  await test.step('a dropped file is read, proved, and its unknown account is offered', async () => {
    await dropFiles(page, [coda('november.cod', { sequence: 1, opening: 1000, moved: [paid, charged] })]);
    await expect(page.getByRole('heading', { level: 1, name: 'november.cod' })).toBeVisible();
    await expect(page.getByText('2 of 2 movements, balance proved')).toBeVisible();
    await expect(page.getByText('This bank account is not here yet.')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Import \(2\)/ })).toBeDisabled();
    await expectAccessible(page);
    await picture(page, 'bank-import');
    await page.getByRole('button', { name: 'Add this bank account' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a bank account' });
    await expect(dialog.getByLabel('IBAN or account number')).toHaveValue(IBAN);
    await expectAccessible(page);
    await dialog.getByLabel('Name').fill('KBC zichtrekening');
    await dialog.getByRole('button', { name: 'Add a bank account' }).click();
    await page.getByRole('button', { name: /^Import \(2\)/ }).click();
    await expect(page.getByRole('link', { name: 'Reconcile them' })).toBeVisible();
  });

  await test.step('Enter accepts, U undoes, Enter accepts again; C books the rest', async () => {
    await page.getByRole('link', { name: 'Reconcile them' }).click();
    const lines = page.getByRole('list', { name: 'Bank lines' });
    await expect(lines.getByRole('button')).toHaveCount(2);
    await lines.getByRole('button', { name: /KAPSALON LENA/ }).click();
    const panel = page.getByRole('region', { name: 'The line and what it could be' });
    await expect(panel.getByText(`The text names ${number}`).or(panel.getByText('Same amount')).first()).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'bank-reconcile');
    await page.keyboard.press('Enter');
    await expect(page.getByText('KAPSALON LENA BV is reconciled')).toBeVisible();
    await expect(lines.getByRole('button')).toHaveCount(1);
    await expect(page.getByText('1 of 2 done').first()).toBeVisible();
    await page.keyboard.press('u');
    await expect(page.getByText('Undone; the line is open again')).toBeVisible();
    await expect(lines.getByRole('button')).toHaveCount(2);
    await expect(panel.getByRole('heading', { name: 'KAPSALON LENA BV' })).toBeVisible();
    await expect(panel.getByRole('radio').first()).toBeChecked();
    await page.keyboard.press('Enter');
    await expect(lines.getByRole('button')).toHaveCount(1);
    await expect(panel.getByRole('heading', { name: 'KBC BANK' })).toBeVisible();
    await page.keyboard.press('c');
    await expect(panel.getByLabel('Account of the books')).toBeFocused();
    await page.keyboard.type('659');
    await page.getByRole('option').first().click();
    await expect(panel.getByText('The line is used up')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'bank-split');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Everything is reconciled')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'bank-done');
  });

  await test.step('a later statement shows what is here already; one that does not add up asks twice', async () => {
    const coffee = { amount: -4.2, name: 'CAFE', iban: 'BE04009001234531', says: 'KOFFIE' };
    await dropFiles(page, [coda('later.cod', { sequence: 1, opening: 1000, moved: [paid, charged, coffee] })]);
    await expect(page.getByRole('heading', { level: 1, name: 'later.cod' })).toBeVisible();
    await page.getByRole('link', { name: /Here already 2/ }).click();
    const movements = page.getByRole('list', { name: 'Movements' });
    await movements.getByRole('button', { name: /KAPSALON LENA/ }).click();
    await expect(movements.getByText('Same as')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'bank-duplicates');
    const wrong = { sequence: 2, opening: 1104.3, moved: [{ ...coffee, says: 'THEE' }], closing: 900 };
    await dropFiles(page, [coda('wrong.cod', wrong)]);
    await expect(page.getByRole('heading', { level: 1, name: 'wrong.cod' })).toBeVisible();
    await expect(page.getByText('1 movement does not make the closing balance')).toBeVisible();
    const button = page.getByRole('button', { name: /^Import \(1\)/ });
    await expect(button).toBeDisabled();
    await page.getByLabel('Import it although it does not add up').check();
    await button.click();
    await expect(page.getByText('It did not add up and was imported all the same.')).toBeVisible();
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'wrong file' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Take back/ })
      .click();
    await expect(page.getByText('This import was taken back').first()).toBeVisible();
  });

  await test.step('a table of an unknown bank is read as one says, and remembered', async () => {
    const table = 'Wanneer;Wie;Waarvoor;Hoeveel\n05/11/2026;Bloemen Rita;Boeket;-35,00\n06/11/2026;Jan;Terug;20,00\n';
    await dropFiles(page, [{ name: 'eigen.csv', type: 'text/csv', body: Buffer.from(table) }]);
    await expect(page.getByText('What are the columns of this table?')).toBeVisible();
    await page.getByLabel('Wanneer is', { exact: true }).selectOption('booked_on');
    await page.getByLabel('Hoeveel is', { exact: true }).selectOption('amount');
    await page.getByLabel('Wie is', { exact: true }).selectOption('name');
    await page.getByLabel('Waarvoor is', { exact: true }).selectOption('text');
    await expect(page.getByRole('region', { name: 'The first rows would be read as' })).toContainText('35.00');
    await expectAccessible(page);
    await picture(page, 'bank-columns');
    await page.getByRole('button', { name: 'Read it so' }).click();
    await page.getByLabel('Of which account is this?').selectOption({ label: `KBC zichtrekening · ${IBAN} · EUR` });
    await page.getByRole('button', { name: /^Import \(2\)/ }).click();
    await expect(page.getByText('2 lines were imported').first()).toBeVisible();
    await page.goto('/bank/mappings');
    await expect(page.getByRole('button', { name: /eigen/ }).first()).toBeVisible();
    await expectAccessible(page);
    await page.goto('/bank');
    await expect(page.getByText('KBC zichtrekening').first()).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'bank-accounts');
  });

  await test.step('a rule is tried, kept, run and taken back as a whole', async () => {
    await page.goto('/bank/rules');
    await expect(page.getByText('No rule yet')).toBeVisible();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: 'New rule' });
    await dialog.getByLabel('Name', { exact: true }).fill('Bloemen');
    await dialog.getByLabel('Name of the other side has').fill('bloemen');
    await dialog.getByLabel('Account 1', { exact: true }).fill('612');
    await page.getByRole('option').first().click();
    await dialog.getByRole('button', { name: 'Try it' }).click();
    await expect(dialog.getByText('1 open line would be booked now')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'bank-rule');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Run the rules' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Book 1 line' }).click();
    const runs = page.getByRole('list', { name: 'What was done to many lines' });
    await expect(runs.getByText('1 of 1 line')).toBeVisible({ timeout: 60_000 });
    await expect(runs.getByText('done', { exact: true })).toBeVisible({ timeout: 60_000 });
    await expectAccessible(page);
    await picture(page, 'bank-rules');
    await runs.getByRole('button', { name: 'Take back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'wrong account' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Take back/ })
      .click();
    await expect(runs.getByText('taken back')).toBeVisible({ timeout: 60_000 });
    await page.goto('/bank/automatic');
    await expect(page.getByRole('heading', { level: 1, name: 'Automatic' })).toBeVisible();
    await page.getByText('Reconcile what is that sure after each import and at night, without asking').click();
    await expect(page.getByText('Kept')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'bank-automatic');
  });

  await test.step('on a phone: one line at a time', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/bank/reconcile');
    await expect(page.getByText('1 of 2', { exact: true })).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'bank-phone');
    await page.getByRole('button', { name: 'Next line' }).click();
    await expect(page.getByText('2 of 2', { exact: true })).toBeVisible();
  });
});
