import { describe, expect, it } from 'vitest';
import { neighbour, quarterOf, spanAround, spanKind, yearName } from './span';

describe('the stretches that books are read in', () => {
  it('holds the day it was asked for', () => {
    expect(spanAround('month', '2028-02-29')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(spanAround('quarter', '2026-11-21')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
    expect(spanAround('year', '2026-11-21')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  });

  it('counts years from those that were begun, and quarters from the first day of their year', () => {
    const july = [{ from: '2026-07-01', to: '2027-06-30' }];
    expect(spanAround('year', '2026-03-31', july)).toEqual({ from: '2025-07-01', to: '2026-06-30' });
    expect(spanAround('quarter', '2026-03-31', july)).toEqual({ from: '2026-01-01', to: '2026-03-31' });
    expect(quarterOf(spanAround('quarter', '2026-03-31', july), july)).toBe(3);
    expect(yearName(spanAround('year', '2026-03-31', july))).toBe('2025-2026');
    expect(spanAround('year', '2029-01-01', july)).toEqual({ from: '2028-07-01', to: '2029-06-30' });
  });

  it('tells two years of one calendar year apart by their days', () => {
    const years = [
      { from: '2026-01-01', to: '2026-06-30' },
      { from: '2026-07-01', to: '2026-12-31' },
    ];
    expect(years.map(yearName)).toEqual(['2026 (1/1-30/6)', '2026 (1/7-31/12)']);
    expect(yearName({ from: '2026-01-01', to: '2026-12-31' })).toBe('2026');
  });

  it('steps through short and lengthened years as the company has them', () => {
    const years = [
      { from: '2027-07-01', to: '2028-06-30' },
      { from: '2025-10-01', to: '2026-12-31' },
      { from: '2027-01-01', to: '2027-06-30' },
    ];
    const first = spanAround('year', '2026-11-22', years);
    expect(first).toEqual({ from: '2025-10-01', to: '2026-12-31' });
    const short = neighbour(first, 'year', 1, years);
    expect(short).toEqual({ from: '2027-01-01', to: '2027-06-30' });
    expect(spanKind(short, years)).toBe('year');
    expect(neighbour(short, 'year', 1, years)).toEqual({ from: '2027-07-01', to: '2028-06-30' });
    expect(neighbour(short, 'year', -1, years)).toEqual(first);
    expect(neighbour(first, 'year', -1, years)).toEqual({ from: '2024-10-01', to: '2025-09-30' });
    expect(quarterOf(spanAround('quarter', '2026-11-22', years), years)).toBe(5);
  });

  it('ends a quarter, and a year that was not begun, where the next year begins', () => {
    const years = [
      { from: '2026-01-01', to: '2026-08-31' },
      { from: '2028-03-01', to: '2029-02-28' },
    ];
    expect(spanAround('quarter', '2026-08-10', years)).toEqual({ from: '2026-07-01', to: '2026-08-31' });
    expect(spanAround('year', '2027-12-01', years)).toEqual({ from: '2027-09-01', to: '2028-02-29' });
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
