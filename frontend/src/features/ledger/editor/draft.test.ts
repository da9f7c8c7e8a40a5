import { describe, expect, it } from 'vitest';
import {
  type DraftLine,
  differenceOf,
  emptyLine,
  filledLines,
  fromPosting,
  gridsOf,
  isGrid,
  toPosting,
  toTemplatePosting,
  withMissing,
} from './draft';

const line = (change: Partial<DraftLine>): DraftLine => ({ ...emptyLine(), ...change });

describe('a manual entry while it is typed', () => {
  it('knows to the cent what is missing', () => {
    const lines = [line({ debit: '0.10' }), line({ debit: '0.20' }), line({ credit: '0.25' })];
    expect(differenceOf(lines)).toBe('0.05');
    expect(differenceOf([line({ debit: '90071992547409931.25' }), line({ credit: '1' })])).toBe('90071992547409930.25');
  });

  it('leaves the difference to the books where a line is in another currency', () => {
    expect(differenceOf([line({ debit: '100', currency: 'USD' }), line({ credit: '92.83' })])).toBeNull();
  });

  it('fills in what is missing on the side where it is missing', () => {
    const debit = line({ debit: '121.00' });
    const open = line({});
    const filled = withMissing(open, differenceOf([debit, open]) ?? '0');
    expect([filled.debit, filled.credit]).toEqual([null, '121.00']);
    const wrong = line({ credit: '100' });
    expect(withMissing(wrong, differenceOf([debit, wrong]) ?? '0').credit).toBe('121.00');
    expect(withMissing(open, differenceOf([line({ credit: '5' }), open]) ?? '0').debit).toBe('5.00');
  });

  it('sends no line in which nothing was typed', () => {
    expect(filledLines([line({ account: '630' }), line({}), line({ credit: '1' })])).toHaveLength(2);
  });

  it('keeps the side of an amount that a template leaves open', () => {
    const kept = toTemplatePosting(line({ account: '241', credit: '416.67' }), false);
    expect(kept).toMatchObject({ account_code: '241', credit: null, side: 'credit' });
    expect(fromPosting(kept)).toMatchObject({ account: '241', credit: null, side: 'credit' });
    expect(toTemplatePosting(line({ account: '241', credit: '416.67' }), true)).toMatchObject({ credit: '416.67' });
  });

  it('sends what was typed as a box of the VAT return, right or wrong', () => {
    expect(gridsOf(' +03, -49;54 ')).toEqual(['+03', '-49', '54']);
    expect(toPosting(line({ grids: gridsOf('+3') })).grids).toEqual(['+3']);
  });

  it('knows how the boxes of a country are written', () => {
    expect(['+03', '+3', '03', '+1a'].map((grid) => isGrid(grid, 'BE'))).toEqual([true, false, false, false]);
    expect(['+1a', '+1av', '+03', '1a'].map((grid) => isGrid(grid, 'NL'))).toEqual([true, true, false, false]);
  });
});
