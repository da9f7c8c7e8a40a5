import { expect, expectAccessible, headersOf, made, newPerson, register, test, told } from './fixtures';
import { codaStatement, type Moved } from './statements';

const IBAN = 'BE68539007547034';
const LENA = { name: 'KAPSALON LENA BV', iban: 'BE43068999999501' };
/** As CODA writes it: ddmmyy. */
const today = () => new Date().toISOString().slice(2, 10).split('-').reverse().join('');

test('a payment that the bank took back opens its invoice again', async ({ page, request }) => {
  test.setTimeout(240_000);
  const headers = await headersOf(request, await register(page, { ...newPerson(), sells: true }));
  await made(request, headers, '/banking/accounts', { name: 'KBC', number: IBAN });
  const contact = await made(request, headers, '/contacts', { name: 'Kapsalon Lena BV', country: 'BE' });
  const lines = [{ description: 'Onderhoud', quantity: '1', unit_price: '100.00', vat_rate: '21.00' }];
  const draft = await made(request, headers, '/invoices', { contact_id: contact.id, direction: 'sale', lines });
  const invoice = await made(request, headers, `/invoices/${draft.id}/issue`, {});
  const says = invoice.payment_reference.replace(/\D/g, '');
  const paid: Moved = { ...LENA, amount: 121, says, structured: true };
  const moved = [paid, { ...LENA, amount: -121, says: 'RETOUR AC04 REKENING AFGESLOTEN' }];
  const body = codaStatement({
    iban: IBAN,
    holder: 'BAKKERIJ PEETERS',
    day: today(),
    sequence: 1,
    opening: 500,
    moved,
  });
  const answer = await request.post('/api/v1/banking/imports', {
    headers,
    multipart: { file: { name: 'returned.cod', mimeType: 'application/octet-stream', buffer: body } },
  });
  const { data: file } = await answer.json();
  await expect.poll(async () => (await told(request, headers, `/banking/imports/${file.id}`)).status).toBe('staged');
  await made(request, headers, `/banking/imports/${file.id}/confirm`, {});

  await page.goto('/bank/reconcile');
  const list = page.getByRole('list', { name: 'Bank lines' }).getByRole('button');
  const panel = page.getByRole('region', { name: 'The line and what it could be' });
  await list.filter({ hasText: '+' }).click();
  await expect(panel.getByText(invoice.number)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/is reconciled/)).toBeVisible();

  await page.goto('/bank/reconcile');
  await expect(panel.getByText('return of a payment')).toBeVisible();
  await expect(panel.getByText('The text says that money comes back')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await told(request, headers, `/invoices/${invoice.id}`)).open_amount).toBe('121.00');
  await page.goto(`/invoices/${invoice.id}`);
  await expect(page.getByText('came back', { exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.goto('/bank/reconcile?tab=reconciled');
  await list.filter({ hasNotText: '+' }).click();
  await expect(panel.getByText('Payment that comes back')).toBeVisible();
  await list.filter({ hasText: '+' }).click();
  await expect(panel.getByText('came back on')).toBeVisible();
});
