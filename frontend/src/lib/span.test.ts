import { describe, expect, it } from 'vitest';
import { neighbour, quarterOf, spanAround, spanKind, yearName } from './span';

describe('the stretches that books are read in', () => {
  it('holds the day it was asked for', () => {
    expect(spanAround('month', '2028-02-29')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(spanAround('quarter', '2026-11-21')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
    expect(spanAround('year', '2026-11-21')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  });

  it('counts years and quarters from the month that the books begin in', () => {
    expect(spanAround('year', '2026-03-31', 7)).toEqual({ from: '2025-07-01', to: '2026-06-30' });
    expect(spanAround('quarter', '2026-03-31', 7)).toEqual({ from: '2026-01-01', to: '2026-03-31' });
    expect(quarterOf(spanAround('quarter', '2026-03-31', 7), 7)).toBe(3);
    expect(yearName(spanAround('year', '2026-03-31', 7))).toBe('2025-2026');
  });

  it('knows itself by its days, and only by those', () => {
    expect(spanKind({ from: '2026-10-01', to: '2026-12-31' })).toBe('quarter');
    expect(spanKind({ from: '2026-01-01', to: '2026-12-31' })).toBe('year');
    expect(spanKind({ from: '2026-01-01', to: '2026-12-30' })).toBeNull();
    expect(spanKind({ to: '2026-12-31' })).toBeNull();
  });

  it('goes on over the turn of a year and back', () => {
    const november = spanAround('month', '2026-12-05');
    expect(neighbour(november, 'month', 1)).toEqual({ from: '2027-01-01', to: '2027-01-31' });
    expect(neighbour(neighbour(november, 'month', 1), 'month', -1)).toEqual(november);
  });
});
