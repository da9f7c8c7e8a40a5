import { render, screen } from '@testing-library/react';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StatementReason } from '@/api/gen/types.gen';
import { I18n, loadTexts, setLocale } from '@/i18n/i18n';
import { useWhy } from './use-why';

beforeAll(async () => {
  await setLocale('nl');
  await loadTexts('banking');
});
afterAll(() => setLocale('en'));

function Why({ reason }: { reason: StatementReason }) {
  return <p role="note">{useWhy()(reason, 'EUR')}</p>;
}

it.each<[StatementReason['code'], StatementReason['values'], string]>([
  ['no_amount', { column: 'amount', written: '12,5x' }, 'Bedrag: „12,5x” is geen bedrag.'],
  ['field_no_movement', { field: ':61:', written: "{amount} <b>'x'" }, "„{amount} <b>'x'” is geen beweging (:61:)."],
  [
    'balances_differ',
    { opening: '1000.00', total: '5.00', made: '1005.00', closing: '1006.00' },
    '€ 1.000,00 en € 5,00 geven samen € 1.005,00; het afschrift eindigt op € 1.006,00.',
  ],
  [
    'total_differs',
    { what: 'debit', said: '10.00', found: '9.00' },
    'Het bestand zegt € 10,00 in totaal eruit, er staat € 9,00 in.',
  ],
  [
    'count_differs',
    { what: 'records', said: '3', found: '2' },
    'Het bestand zegt 3 records in totaal, er staan er 2 in.',
  ],
  ['field_no_movement', { field: ':61:', written: 'x', file: '2.sta' }, '2.sta: „x” is geen beweging (:61:).'],
  [
    'archive_member',
    { name: '1.pdf' },
    '1.pdf in deze ZIP is geen CODA, CAMT, MT940 of OFX. Pak hem uit en breng de bestanden apart.',
  ],
  [null, {}, 'in English'],
])('tells %s with what stands in it', (code, values, told) => {
  render(
    <I18n>
      <Why reason={{ code, values, message: 'in English' }} />
    </I18n>,
  );
  expect(screen.getByRole('note').textContent?.replace(/[\u00a0\u202f]/g, ' ')).toBe(told);
});
