import type { APIRequestContext, Page } from '@playwright/test';
import {
  dropFiles,
  expect,
  expectAccessible,
  type Headers,
  headersOf,
  made,
  newPerson,
  register,
  test,
  told,
} from './fixtures';
import { codaStatement, type StatementFacts } from './statements';

const IBAN = 'BE68539007547034';
const LENA = { name: 'KAPSALON LENA BV', iban: 'BE43068999999501' };
const NET = '100.00';
const TOTAL = 121;

const today = () => new Date().toISOString().slice(0, 10);
const panelOf = (page: Page) => page.getByRole('region', { name: 'The line and what it could be' });

/** A company with one issued invoice and the account on which it is paid; the payment is imported. */
async function paidInvoice(page: Page, request: APIRequestContext, currency: string, terms: object = {}) {
  const headers = await headersOf(request, await register(page, { ...newPerson(), sells: true }));
  await made(request, headers, '/banking/accounts', { name: `KBC ${currency}`, number: IBAN, currency });
  const contact = await made(request, headers, '/contacts', { name: 'Kapsalon Lena BV', country: 'BE' });
  const lines = [{ description: 'Onderhoud', quantity: '1', unit_price: NET, vat_rate: '21.00' }];
  const asked = { contact_id: contact.id, direction: 'sale', lines, ...terms };
  const draft = await made(request, headers, '/invoices', asked);
  const sold = await made(request, headers, `/invoices/${draft.id}/issue`, {});
  const payment = { ...LENA, amount: TOTAL, says: sold.payment_reference.replace(/\D/g, ''), structured: true };
  await imported(page, { iban: IBAN, holder: 'BAKKERIJ PEETERS', sequence: 1, opening: 0, moved: [payment], currency });
  return { headers, sold };
}

async function imported(page: Page, facts: StatementFacts): Promise<void> {
  const day = today().slice(2).split('-').reverse().join('');
  const body = codaStatement({ ...facts, day });
  await page.goto('/bank');
  await expect(page.getByRole('list', { name: 'Bank accounts' })).toBeVisible();
  await dropFiles(page, [{ name: 'payment.cod', type: 'application/octet-stream', body }]);
  await page.getByRole('button', { name: /^Import \(1\)/ }).click({ timeout: 60_000 });
  await expect(page.getByRole('link', { name: 'Reconcile them' })).toBeVisible();
}

/** What an entry of the bank journal wrote, such as "754 0.00 1.00". */
async function postingsOf(request: APIRequestContext, headers: Headers): Promise<string[]> {
  const [line] = await told(request, headers, '/banking/lines?status=reconciled');
  const { reconciliations } = await told(request, headers, `/banking/lines/${line.id}`);
  const entry = await told(request, headers, `/ledger/entries/${reconciliations[0].entry_id}`);
  return entry.postings.map(
    (one: { account_code: string; debit: string; credit: string }) => `${one.account_code} ${one.debit} ${one.credit}`,
  );
}

test('a line in dollars shows its rate, takes the one of the bank, and books what was won on it', async ({
  page,
  request,
}) => {
  test.setTimeout(240_000);
  const { headers, sold } = await paidInvoice(page, request, 'USD', { currency: 'USD', exchange_rate: '0.80' });
  const quoted = { currency: 'USD', valid_on: today(), rate: '1.25' };
  const answer = await request.put('/api/v1/ledger/exchange-rates', { headers, data: quoted });
  expect(answer.ok(), await answer.text()).toBe(true);
  await page.goto('/bank/reconcile');
  const panel = panelOf(page);
  await expect(panel.getByText(sold.number).first()).toBeVisible();
  const rate = panel.getByLabel('1 USD in EUR');
  await expect(rate).toHaveValue('0.8');
  await expect(panel.getByText('€96.80')).toBeVisible();
  await expectAccessible(page);
  await rate.fill('0.85');
  await page.keyboard.press('Tab');
  await expect(panel.getByText('€102.85')).toBeVisible();
  await panel.getByRole('button', { name: /^Accept/ }).click();
  await expect(page.getByText('KAPSALON LENA BV is reconciled')).toBeVisible();
  expect(await postingsOf(request, headers)).toEqual(['550 102.85 0.00', '754 0.00 6.05', '400 0.00 96.80']);
  await page.goto('/bank/reconcile?tab=reconciled');
  await expect(panel.getByText('exchange gain €6.05')).toBeVisible();
  await expect(panel.getByText('In the books €102.85')).toBeVisible();
  await expectAccessible(page);
});

test.describe('when no rate is known', () => {
  test.use({ allowed: /422 \(/ });

  test('a line in dollars says so, and is booked at the rate that is typed', async ({ page, request }) => {
    test.setTimeout(240_000);
    const { headers, sold } = await paidInvoice(page, request, 'USD', { currency: 'USD', exchange_rate: '0.90' });
    await page.goto('/bank/reconcile');
    const panel = panelOf(page);
    await expect(panel.getByText(sold.number).first()).toBeVisible();
    await expect(panel.getByText('No rate of USD is known for this day. Type the one your bank used.')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(panel.getByRole('alert').getByText('Nothing was booked')).toBeVisible();
    await expectAccessible(page);
    await panel.getByLabel('1 USD in EUR').fill('0.80');
    await page.keyboard.press('Tab');
    await panel.getByRole('button', { name: /^Accept/ }).click();
    // More than a tenth is lost on exchange: it is to be meant.
    await panel.getByRole('checkbox', { name: /^Yes, book this difference/ }).check();
    await panel.getByRole('button', { name: /^Accept/ }).click();
    await expect(page.getByText('KAPSALON LENA BV is reconciled')).toBeVisible();
    expect(await postingsOf(request, headers)).toEqual(['550 96.80 0.00', '654 12.10 0.00', '400 0.00 108.90']);
  });
});

test.describe('when its month is locked', () => {
  test.use({ allowed: /409 \(/ });

  test('a line is not booked and says what to do, and goes through when the month is open again', async ({
    page,
    request,
  }) => {
    test.setTimeout(240_000);
    const { headers, sold } = await paidInvoice(page, request, 'EUR');
    const where = '/api/v1/ledger/journals/bank';
    const locked = await request.patch(where, { headers, data: { locked_until: today() } });
    expect(locked.ok(), await locked.text()).toBe(true);
    await page.goto('/bank/reconcile');
    const panel = panelOf(page);
    await expect(panel.getByText(sold.number).first()).toBeVisible();
    await page.keyboard.press('s');
    await panel.getByLabel('Paid').fill('100.00');
    await page.keyboard.press('Control+Enter');
    const refused = panel.getByRole('alert');
    await expect(refused.getByText(/This journal is locked on that day/)).toBeVisible();
    await expect(refused.getByLabel('Book it on')).toBeVisible();
    await expect(panel.getByLabel('Paid')).toHaveValue('100.00');
    await expectAccessible(page);
    expect(await told(request, headers, '/banking/lines?status=open')).toHaveLength(1);
    expect(await told(request, headers, '/ledger/entries?journal=bank')).toHaveLength(0);

    await refused.getByRole('link', { name: 'Lock dates' }).click();
    await page.getByLabel('Lock Bank until', { exact: true }).fill('');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.goBack();
    await expect(panel.getByLabel('Paid')).toHaveValue('100.00');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('KAPSALON LENA BV is reconciled')).toBeVisible();
    const [line] = await told(request, headers, '/banking/lines?status=partly');
    expect(line.open_amount).toBe('21.00');
  });
});
