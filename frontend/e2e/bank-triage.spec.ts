import type { APIRequestContext, Page } from '@playwright/test';
import {
  anotherPage,
  dropFiles,
  expect,
  expectAccessible,
  type Headers,
  headersOf,
  made,
  newPerson,
  register,
  signIn,
  test,
  told,
} from './fixtures';
import { codaStatement, type Moved } from './statements';

const IBAN = 'BE68539007547034';
const OTHER = 'BE71096123456769';
const LENA = { name: 'KAPSALON LENA BV', iban: 'BE43068999999501' };

/** As CODA writes it: ddmmyy. */
const today = () => new Date().toISOString().slice(2, 10).split('-').reverse().join('');

const coda = (name: string, moved: readonly Moved[], opening = 1000, iban = IBAN, sequence = 1) => ({
  name,
  type: 'application/octet-stream',
  body: codaStatement({ iban, holder: 'BAKKERIJ PEETERS', day: today(), sequence, opening, moved }),
});

interface Sold {
  payment_reference: string;
  number: string;
}

/** Issued invoices of these net amounts to one customer. */
async function invoiced(request: APIRequestContext, headers: Headers, ...prices: string[]): Promise<Sold[]> {
  const contact = await made(request, headers, '/contacts', { name: 'Kapsalon Lena BV', country: 'BE' });
  const issued: Sold[] = [];
  for (const unit_price of prices) {
    const lines = [{ description: 'Onderhoud', quantity: '1', unit_price, vat_rate: '21.00' }];
    const draft = await made(request, headers, '/invoices', { contact_id: contact.id, direction: 'sale', lines });
    issued.push(await made(request, headers, `/invoices/${draft.id}/issue`, {}));
  }
  return issued;
}

const pays = ({ payment_reference }: Sold, amount: number): Moved => ({
  ...LENA,
  amount,
  says: payment_reference.replace(/\D/g, ''),
  structured: true,
});

/** A file that is dropped and imported; its account is known. */
async function imported(page: Page, file: ReturnType<typeof coda>, count: number): Promise<void> {
  await page.goto('/bank');
  await expect(page.getByRole('list', { name: 'Bank accounts' })).toBeVisible();
  await dropFiles(page, [file]);
  await expect(page.getByRole('heading', { level: 1, name: file.name })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: new RegExp(`^Import \\(${count}\\)`) }).click();
  await expect(page.getByRole('link', { name: 'Reconcile them' })).toBeVisible();
}

const linesOf = (page: Page) => page.getByRole('list', { name: 'Bank lines' }).getByRole('button');
const panelOf = (page: Page) => page.getByRole('region', { name: 'The line and what it could be' });

test('what is exact is seen before it is accepted, and taken back as a whole', async ({ page, request }) => {
  test.setTimeout(240_000);
  const headers = await headersOf(request, await register(page, { ...newPerson(), sells: true }));
  await made(request, headers, '/banking/accounts', { name: 'KBC', number: IBAN });
  const sold = await invoiced(request, headers, '100.00', '50.00', '25.00');
  const unknown = { amount: 7.77, name: 'ONBEKEND', iban: 'BE04009001234531', says: 'ZONDER REDEN' };
  const amounts = [121, 60.5, 30.25];
  await imported(page, coda('exact.cod', [...sold.map((one, at) => pays(one, amounts[at] ?? 0)), unknown]), 4);
  await page.goto('/bank/reconcile');
  await page.getByRole('button', { name: 'Accept all exact (3)' }).click();
  const dialog = page.getByRole('dialog', { name: 'Accept everything that is exact' });
  for (const { number } of sold) await expect(dialog.getByText(number)).toBeVisible();
  await expect(dialog.getByText('ONBEKEND')).toBeHidden();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Accept (3)' }).click();
  await expect(dialog.getByText('3 lines are reconciled')).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(linesOf(page)).toHaveCount(1);
  await page.goto('/bank/rules');
  const runs = page.getByRole('list', { name: 'What was done to many lines' });
  await runs.getByRole('button', { name: 'Take back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'wrong item' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Take back/ })
    .click();
  await expect(runs.getByText('taken back')).toBeVisible({ timeout: 60_000 });
  await page.goto('/bank/reconcile');
  await expect(linesOf(page)).toHaveCount(4);
});

test('a run that is stopped keeps what it did, and says how far it came', async ({ page, request }) => {
  test.setTimeout(300_000);
  const headers = await headersOf(request, await register(page, { ...newPerson(), sells: true }));
  await made(request, headers, '/banking/accounts', { name: 'KBC', number: IBAN });
  await made(request, headers, '/banking/rules', {
    name: 'Parking',
    conditions: { counterparty: 'parking' },
    shares: [{ account_code: '612', percent: '100' }],
  });
  const count = 600;
  const moved = Array.from({ length: count }, (_, at) => ({
    amount: -1,
    name: 'PARKING',
    iban: 'BE04009001234531',
    says: `TICKET ${at}`,
  }));
  await imported(page, coda('parking.cod', moved, 5000), count);
  await page.goto('/bank/rules');
  await page.getByRole('button', { name: 'Run the rules' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Book ${count} lines` })
    .click();
  const runs = page.getByRole('list', { name: 'What was done to many lines' });
  await runs.getByRole('button', { name: /Rules/ }).first().click();
  await runs.getByRole('button', { name: 'Stop' }).click();
  await expect(runs.getByText('stopped')).toBeVisible({ timeout: 60_000 });
  const [run] = await told(request, headers, '/banking/runs');
  expect(run.status).toBe('cancelled');
  expect(run.done_count).toBeLessThan(count);
  const [account] = await told(request, headers, '/banking/accounts');
  expect(account.open_lines).toBe(count - run.done_count);
});

test('what a rule would book is accepted by one key, and says so', async ({ page, request }) => {
  test.setTimeout(240_000);
  const headers = await headersOf(request, await register(page));
  await made(request, headers, '/banking/accounts', { name: 'KBC', number: IBAN });
  await made(request, headers, '/banking/rules', {
    name: 'Parking',
    conditions: { counterparty: 'parking' },
    shares: [{ account_code: '612', percent: '100' }],
  });
  const parking = { amount: -12.5, name: 'PARKING', iban: 'BE04009001234531', says: 'TICKET 7' };
  await imported(page, coda('rule.cod', [parking]), 1);
  await page.goto('/bank/reconcile');
  const panel = panelOf(page);
  await expect(panel.getByText('books on 612')).toBeVisible();
  await expect(panel.getByRole('radio')).toBeChecked();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Undo' }).first()).toBeVisible();
  await page.goto('/bank/reconcile?tab=reconciled');
  await expect(panel.getByText('by rule')).toBeVisible();
});

test('X says no and U takes that back, S divides a line, and a line without money asks for nothing', async ({
  page,
  request,
}) => {
  test.setTimeout(240_000);
  const headers = await headersOf(request, await register(page, { ...newPerson(), sells: true }));
  await made(request, headers, '/banking/accounts', { name: 'KBC', number: IBAN });
  const [sold] = await invoiced(request, headers, '100.00');
  if (!sold) throw new Error('there is one');
  const nothing = { amount: 0, name: 'KBC BANK', iban: 'BE04009001234531', says: 'MEDEDELING' };
  await imported(page, coda('keys.cod', [pays(sold, 121), nothing]), 2);
  await page.goto('/bank/reconcile');
  await expect(linesOf(page)).toHaveCount(1);
  const panel = panelOf(page);
  await expect(panel.getByRole('radio').first()).toBeChecked();
  await page.keyboard.press('x');
  await expect(page.getByText('This is proposed no more for this line')).toBeVisible();
  const rejected = panel.getByRole('region', { name: 'What it is not about' });
  await expect(rejected.getByText(sold.number)).toBeVisible();
  await expect(panel.getByText(sold.number)).toHaveCount(1);
  await page.keyboard.press('u');
  await expect(rejected).toBeHidden();
  await expect(panel.getByText(sold.number).first()).toBeVisible();
  await page.keyboard.press('s');
  await expect(panel.getByLabel('Paid')).toHaveValue('121.00');
  await panel.getByLabel('Paid').fill('100.00');
  await page.keyboard.press('Tab');
  await expect(panel.getByText('The line is used up')).toBeHidden();
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('KAPSALON LENA BV is reconciled')).toBeVisible();
  const partly = await told(request, headers, '/banking/lines?status=partly');
  expect(partly.map((line: { open_amount: string }) => line.open_amount)).toEqual(['21.00']);
});

test('the first key that opens a field of accounts puts the cursor in it, however late its list comes', async ({
  page,
  request,
}) => {
  test.setTimeout(240_000);
  const headers = await headersOf(request, await register(page, { ...newPerson(), sells: true }));
  await made(request, headers, '/banking/accounts', { name: 'KBC', number: IBAN });
  const cost = { amount: -12.5, name: 'KBC BANK', iban: 'BE04009001234531', says: 'KOSTEN' };
  await imported(page, coda('fee.cod', [cost], 1000), 1);
  await page.route('**/assets/combobox-list*', async (route) => {
    await new Promise((done) => setTimeout(done, 2000));
    await route.continue();
  });
  for (const waits of [false, true]) {
    // The list comes with the page, before anybody asks for it; C may still be faster.
    const list = page.waitForResponse(/combobox-list/);
    await page.goto('/bank/reconcile');
    await expect(linesOf(page)).toHaveCount(1);
    if (waits) await list;
    await page.keyboard.press('c');
    const field = panelOf(page).getByLabel('Account of the books');
    await expect(field).toBeFocused();
    await list;
    await expect(panelOf(page).getByRole('combobox', { name: 'Account of the books' })).toBeFocused();
    await page.keyboard.type('bank', { delay: 30 });
    await expect(field).toHaveValue('bank');
  }
});

test('of two people at one line one is told that somebody was faster', async ({
  page,
  request,
  browser,
  allowed: _,
}) => {
  test.setTimeout(240_000);
  const person = await register(page, { ...newPerson(), sells: true });
  const headers = await headersOf(request, person);
  await made(request, headers, '/banking/accounts', { name: 'KBC', number: IBAN });
  const [sold] = await invoiced(request, headers, '100.00');
  if (!sold) throw new Error('there is one');
  await imported(page, coda('two.cod', [pays(sold, 121)]), 1);
  const { page: colleague } = await anotherPage(browser);
  await signIn(colleague, person);
  for (const one of [page, colleague]) {
    await one.goto('/bank/reconcile');
    await expect(panelOf(one).getByRole('radio').first()).toBeChecked();
  }
  await page.keyboard.press('Enter');
  await expect(page.getByText('KAPSALON LENA BV is reconciled')).toBeVisible();
  await colleague.keyboard.press('Enter');
  await expect(colleague.getByText('Somebody was faster: nothing of this line is open any more.')).toBeVisible();
  expect(await told(request, headers, '/banking/lines?status=reconciled')).toHaveLength(1);
  await colleague.context().close();
});

test('who books on a part that somebody else took meanwhile is shown what is left, and keeps what was typed', async ({
  page,
  request,
  browser,
  allowed: _,
}) => {
  test.setTimeout(240_000);
  const person = await register(page, { ...newPerson(), sells: true });
  const headers = await headersOf(request, person);
  await made(request, headers, '/banking/accounts', { name: 'KBC', number: IBAN });
  const [sold] = await invoiced(request, headers, '100.00');
  if (!sold) throw new Error('there is one');
  await imported(page, coda('part.cod', [pays(sold, 121)]), 1);
  const { page: colleague } = await anotherPage(browser);
  await signIn(colleague, person);
  for (const one of [page, colleague]) {
    await one.goto('/bank/reconcile');
    await expect(panelOf(one).getByRole('radio').first()).toBeChecked();
    await one.keyboard.press('s');
    await panelOf(one).getByLabel('Paid').fill('50.00');
  }
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('KAPSALON LENA BV is reconciled')).toBeVisible();
  await colleague.keyboard.press('Control+Enter');
  const panel = panelOf(colleague);
  await expect(panel.getByRole('alert').getByText('Somebody booked a part of this meanwhile.')).toBeVisible();
  await expect(panel.getByText('open: €71.00')).toBeVisible();
  await expect(panel.getByText('open €71.00')).toBeVisible();
  await expect(panel.getByLabel('Paid')).toHaveValue('50.00');
  await expectAccessible(colleague);
  await colleague.keyboard.press('Control+Enter');
  await expect(colleague.getByText('KAPSALON LENA BV is reconciled')).toBeVisible();
  const partly = await told(request, headers, '/banking/lines?status=partly');
  expect(partly.map((line: { open_amount: string }) => line.open_amount)).toEqual(['21.00']);
  await colleague.context().close();
});

test('a statement of another account than the one chosen says so, and is not imported', async ({ page, request }) => {
  test.setTimeout(240_000);
  const headers = await headersOf(request, await register(page, { ...newPerson(), sells: true }));
  const account = await made(request, headers, '/banking/accounts', { name: 'KBC', number: IBAN });
  const coffee = { amount: -4.2, name: 'CAFE', iban: 'BE04009001234531', says: 'KOFFIE' };

  const file = coda('other.cod', [coffee], 1000, OTHER);
  const brought = await request.post('/api/v1/banking/imports', {
    headers,
    multipart: {
      file: { name: file.name, mimeType: file.type, buffer: file.body },
      bank_account_id: account.id,
    },
  });
  await page.goto(`/bank/imports/${(await brought.json()).data.id}`);
  await expect(page.getByText('This statement is of another account than the one chosen.')).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole('button', { name: /^Import \(1\)/ })).toBeDisabled();
  await expectAccessible(page);
});
