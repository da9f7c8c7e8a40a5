import { render, screen } from '@testing-library/react';
import { afterAll, expect, it } from 'vitest';
import type { AnomalyReasonRead } from '@/api/gen/types.gen';
import { I18n, LOCALES, loadTexts, setLocale } from '@/i18n/i18n';
import { reason } from '@/testing/anomalies';
import { FAMILIES } from './asked';
import { useReasonText } from './reason-words';

/** What each control tells, as the API sends it. */
const OTHER = {
  alteration: '',
  other_id: 'x',
  other_reference: 'F-1',
  other_date: '2026-01-05',
  amount: '12.50',
  other_counterparty: 'Maes',
};
const FIGURES: Record<AnomalyReasonRead['control'], Record<string, string>> = {
  near_duplicate: OTHER,
  same_invoice_twice: OTHER,
  other_counterparty: OTHER,
  split: { amount: '480', limit: '500', count: '3', total: '1425.00', date: '2026-01-05' },
  amount_history: { amount: '9480.00', usual: '464.79', entries: '26' },
  rare_and_large: { amount: '9480.00', usual: '464.79', entries: '1', compared: '1300' },
  round_amount: { amount: '1000', step: '500', percent: '1e-05' },
  quiet_day: { date: '2026-08-02', kind: 'sunday', percent: '0.0966' },
  round_on_quiet_day: { amount: '1000', date: '2026-08-02', kind: 'holiday' },
  iban_changed: {
    iban: 'BE68539007547034',
    former: 'BE43068999999501',
    entries: '4',
    former_date: '2026-03-01',
  },
  iban_shared: { iban: 'BE68539007547034', other_counterparty: 'Maes', other_date: '2026-03-01' },
  iban_invalid: { iban: 'BE68539007547035' },
  rare_account: { account: '640', percent: '0.3', entries: '29' },
  rare_attributes: { attributes: 'cash · weekend' },
  odd_number: { reference: 'X1', percent: '0.11', entries: '29' },
  sequence_gap: { reference: '118', first: '115', last: '117', entries: '90' },
  number_twice: { reference: '118', other_id: 'x', entries: '90' },
  vat_mismatch: { net: '100.00', vat: '17.00', amount: '117.00', date: '2026-01-05' },
  incomplete: { missing: 'date' },
  leading_digits: { digits: '49', percent: '6.20', expected: '0.88' },
  outlier: { amount: '900.00' },
};

function Sentence({ of }: { of: AnomalyReasonRead }) {
  const sentence = useReasonText();
  return <p role="note">{sentence(of, 'EUR')}</p>;
}

async function said(of: AnomalyReasonRead): Promise<string> {
  const { unmount } = render(
    <I18n>
      <Sentence of={of} />
    </I18n>,
  );
  const text = screen.getByRole('note').textContent ?? '';
  unmount();
  return text.replace(/\s/g, ' ');
}

afterAll(() => setLocale('en'));

it.each(LOCALES)('has a sentence for every control in %s, with nothing left open', async (locale) => {
  await setLocale(locale);
  await loadTexts('anomalies');
  for (const control of Object.values(FAMILIES).flat()) {
    const text = await said(reason(control, FIGURES[control]));
    expect(text, control).toMatch(/^.{10,}\.$/);
    expect(text, control).not.toMatch(/[{}]|anomalies\.|undefined|NaN/);
  }
});

it('writes amounts, days and shares as the reader does', async () => {
  await loadTexts('anomalies');
  await setLocale('nl');
  expect(await said(reason('split', FIGURES.split))).toBe(
    '3 boekingen kort na elkaar, samen € 1.425,00; elk blijft net onder de grens van € 500,00.',
  );
  expect(await said(reason('quiet_day', FIGURES.quiet_day))).toBe(
    'Van 2 aug 2026, een zondag; bij deze partij te verwachten bij zo’n 0,097% van de boekingen.',
  );
  await setLocale('en');
  expect(await said(reason('round_amount', FIGURES.round_amount))).toContain('about < 0.01% of entries');
  expect(await said(reason('iban_invalid', FIGURES.iban_invalid))).toBe(
    'The check digits of BE68 5390 0754 7035 are wrong.',
  );
});

it('tells a hole of one number from a longer one, and names what is far out', async () => {
  await loadTexts('anomalies');
  await setLocale('en');
  expect(await said(reason('sequence_gap', { ...FIGURES.sequence_gap, first: '117' }))).toContain(
    'the number 117 is missing',
  );
  const outlier = reason('outlier', FIGURES.outlier);
  outlier.figures.push({ name: 'feature', value: 'few_entries 1.3' }, { name: 'feature', value: 'round_amount 1.1' });
  expect(await said(outlier)).toBe('Unusual in several ways at once: few entries of this counterparty, round amount.');
});
