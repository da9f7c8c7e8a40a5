import { describe, expect, it } from 'vitest';
import { TREATMENTS } from '@/testing/invoices';
import { ofLines } from './vat';

const ofSmall = TREATMENTS.slice(0, 1).map((one) => ({ ...one, treatment: 'small_enterprise', fits_regime: false }));
const names = (kind: string, direction: 'sale' | 'purchase') =>
  ofLines([...TREATMENTS, ...ofSmall], direction, kind).map((one) => one.treatment);

describe('what a line of an invoice can choose', () => {
  it('is of a sale only what the VAT regime of the company lets go so', () => {
    expect(names('invoice', 'sale')).not.toContain('small_enterprise');
    expect(names('invoice', 'sale')).toContain('domestic');
  });

  it('is of a credit note and of a purchase what the paper had', () => {
    expect(names('credit_note', 'sale')).toContain('small_enterprise');
    expect(names('invoice', 'purchase')).toContain('small_enterprise');
  });
});
