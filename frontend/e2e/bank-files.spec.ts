import type { Page } from '@playwright/test';
import { dropFiles, expect, expectAccessible, headersOf, made, newPerson, register, test } from './fixtures';
import { codaStatement } from './statements';

const IBAN = 'BE68539007547034';
const PHONE = { width: 390, height: 844 };
const day = new Date().toISOString().slice(0, 10);

const coda = codaStatement({
  iban: IBAN,
  holder: 'BAKKERIJ PEETERS',
  sequence: 1,
  opening: 2000,
  day: day.slice(2).split('-').reverse().join(''),
  moved: [
    { amount: -49.99, name: 'TELENET', iban: 'BE43068999999501', says: 'abonnement november' },
    { amount: 121.5, name: 'KAPSALON LENA', iban: 'BE71096123456769', says: 'factuur 42' },
  ],
});

/** The same statement as another format tells it: no names, other words. */
function mt940(closing: string): Buffer {
  const on = day.slice(2).replaceAll('-', '');
  const moved = [
    ['D49,99', 'DOMICILIERING KABEL'],
    ['C121,50', 'OVERSCHRIJVING IN UW VOORDEEL'],
  ];
  const rows = moved.map(([amount, says]) => `:61:${on}${on.slice(2)}${amount}NMSCNONREF\n:86:${says}\n`).join('');
  return Buffer.from(`:20:A\n:25:${IBAN}\n:28C:7/1\n:60F:C${on}EUR2000,00\n${rows}:62F:C${on}EUR${closing}\n-\n`);
}

async function dropped(page: Page, name: string, body: Buffer): Promise<void> {
  await page.goto('/bank');
  await expect(page.getByRole('list')).not.toHaveCount(0);
  await dropFiles(page, [{ name, type: 'application/octet-stream', body }]);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 60_000 });
}

test('a statement that came in another format is known by its balances, whatever its words', async ({
  page,
  request,
}) => {
  const headers = await headersOf(request, await register(page));
  await made(request, headers, '/banking/accounts', { name: 'KBC', number: IBAN });
  await dropped(page, 'first.cod', coda);
  await page.getByRole('button', { name: /^Import \(2\)/ }).click();
  await expect(page.getByRole('link', { name: 'Reconcile them' })).toBeVisible();

  await dropped(page, 'again.sta', mt940('2071,51'));
  await expect(page.getByText('This statement is here already')).toBeVisible();
  await expect(page.getByLabel('Also import the 2 lines that only look the same')).not.toBeChecked();
  await expect(page.getByRole('button', { name: /^Import \(0\)/ })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Look at that import' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'first.cod' })).toBeVisible();
});

test('what is wrong with a file is said in the language of whoever reads it', async ({ page, request }) => {
  const headers = await headersOf(request, await register(page, newPerson()));
  await made(request, headers, '/banking/accounts', { name: 'KBC', number: IBAN });
  const answer = await request.patch('/api/v1/me', { headers, data: { language: 'nl' } });
  expect(answer.ok(), await answer.text()).toBe(true);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  await dropped(page, 'stuk.csv', Buffer.from('Datum;Bedrag;Omschrijving\n25/03/2026;12,5x;koffie\n'));
  await expect(page.getByText('Lijn 2. Bedrag: „12,5x” is geen bedrag.')).toBeVisible();
  await expectAccessible(page);
  await dropped(page, 'mis.sta', mt940('2071,52'));
  await expect(
    page.getByText(/€\s2\.000,00 en €\s71,51 geven samen €\s2\.071,51; het afschrift eindigt op €\s2\.071,52\./),
  ).toBeVisible();
  await page.setViewportSize(PHONE);
  await expectAccessible(page);
});
