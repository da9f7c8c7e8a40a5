import { fileURLToPath } from 'node:url';
import { expect, headersOf, made, newPerson, register, signIn, test, told } from './fixtures';
import { booked } from './purchases';
import { codaStatement } from './statements';

/** Pictures for the documentation of what stands out and of the bank's lines: SCREENSHOTS=1. */
const DOCS = fileURLToPath(new URL('../../docs/screenshots', import.meta.url));
const IBAN = 'BE68539007547034';
const PRICES = ['1240.00', '386.50', '92.00', '2750.00'];
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

test('pictures of findings and of lines of the bank', async ({ page, request, browser }) => {
  test.skip(!process.env.SCREENSHOTS, 'for the documentation');
  test.setTimeout(600_000);
  const person = await register(page, { ...newPerson(), company: 'Kantoor Peeters BV', sells: true });
  await booked(request, person);
  const headers = await headersOf(request, person);

  const contact = await made(request, headers, '/contacts', { name: 'Kapsalon Lena BV', country: 'BE' });
  const moved = [{ amount: -58.4, name: 'TELECOM BELGIE', iban: 'BE04009001234531', says: 'ABONNEMENT NOVEMBER' }];
  for (const unit_price of PRICES) {
    const lines = [{ description: 'Onderhoud', quantity: '1', unit_price, vat_rate: '21.00' }];
    const draft = await made(request, headers, '/invoices', { contact_id: contact.id, direction: 'sale', lines });
    const sold = await made(request, headers, `/invoices/${draft.id}/issue`, {});
    const says = String(sold.payment_reference).replace(/\D/g, '');
    const name = 'KAPSALON LENA BV';
    moved.push({ amount: Number(sold.total_amount), name, iban: 'BE43068999999501', says, ...{ structured: true } });
  }
  const bank = await made(request, headers, '/banking/accounts', { name: 'KBC', number: IBAN });
  const day = new Date().toISOString().slice(2, 10).split('-').reverse().join('');
  const buffer = codaStatement({ iban: IBAN, holder: 'KANTOOR PEETERS', day, sequence: 1, opening: 1000, moved });
  const file = { name: 'november.cod', mimeType: 'application/octet-stream', buffer };
  const brought = await request.post('/api/v1/banking/imports', {
    headers,
    multipart: { file, bank_account_id: bank.id },
  });
  expect(brought.ok(), await brought.text()).toBe(true);
  const { id } = (await brought.json()).data;
  await expect(async () => {
    expect((await told(request, headers, `/banking/imports/${id}`)).status).toBe('staged');
  }).toPass({ timeout: 60_000 });
  await made(request, headers, `/banking/imports/${id}/confirm`, {});
  const run = await made(request, headers, '/anomalies/runs', {});
  await expect(async () => {
    expect((await told(request, headers, `/anomalies/runs/${run.id}`)).status).toBe('done');
  }).toPass({ timeout: 120_000 });

  await page.goto('/bank/reconcile');
  await expect(page.getByRole('button', { name: /^Accept all exact/ })).toBeVisible({ timeout: 60_000 });
  const [line] = await told(request, headers, '/banking/lines?q=KAPSALON');

  for (const size of SIZES) {
    for (const theme of ['light', 'dark'] as const) {
      const phone = size.width < 500;
      const seen = await browser.newContext({
        viewport: size,
        colorScheme: theme,
        isMobile: phone,
        hasTouch: phone,
        deviceScaleFactor: phone ? 2 : 1,
      });
      const shown = await seen.newPage();
      await shown.goto('/sign-in');
      await shown.getByRole('button', { name: 'English' }).click();
      await signIn(shown, person);
      for (const [path, name, region] of [
        ['/anomalies', 'anomalies', 'Finding'],
        [`/bank/reconcile?line=${line.id}`, 'reconcile', 'The line and what it could be'],
      ] as const) {
        await shown.goto(path);
        await expect(shown.getByRole('region', { name: region })).toBeVisible();
        await shown.getByRole('button', { name: 'Close', exact: true }).click(); // the note on the address
        await shown.evaluate(() => document.fonts.ready);
        await shown.waitForTimeout(900);
        await shown.screenshot({ path: `${DOCS}/${name}-${size.width}-${theme}.png` });
      }
      await seen.close();
    }
  }
});
