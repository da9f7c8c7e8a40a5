import { describe, expect, it } from 'vitest';
import { comingDays } from './rhythm';

const MONTHLY = { every: 'month', interval_count: 1, ends_on: null } as const;

describe('the days that come', () => {
  it('begin anew on a day that is none of the rhythm', () => {
    const moved = { ...MONTHLY, next_on: '2026-12-15' };
    expect(comingDays(moved, '2026-01-01', 3)).toEqual(['2026-12-15', '2027-01-15', '2027-02-15']);
    expect(comingDays({ ...MONTHLY, next_on: '9990-12-15' }, '2026-01-01', 1)).toEqual(['9990-12-15']);
    expect(comingDays({ ...MONTHLY, next_on: '2025-12-15' }, '2026-01-01', 2)).toEqual(['2025-12-15', '2026-01-15']);
  });

  it('keep to the last of the month where they began on the 31st', () => {
    const short = { ...MONTHLY, next_on: '2026-02-28' };
    expect(comingDays(short, '2026-01-31', 2)).toEqual(['2026-02-28', '2026-03-31']);
    expect(comingDays(short, null, 2)).toEqual(['2026-02-28', '2026-03-28']);
  });

  it('go by weeks, quarters and years, so many at once', () => {
    const from = { ends_on: null, next_on: '2028-02-29' };
    expect(comingDays({ ...from, every: 'week', interval_count: 2 }, null, 2)).toEqual(['2028-02-29', '2028-03-14']);
    expect(comingDays({ ...from, every: 'quarter', interval_count: 1 }, null, 2)).toEqual(['2028-02-29', '2028-05-29']);
    expect(comingDays({ ...from, every: 'year', interval_count: 1 }, null, 2)).toEqual(['2028-02-29', '2029-02-28']);
  });

  it('end after the last one', () => {
    const ending = { ...MONTHLY, next_on: '2026-12-15', ends_on: '2027-01-31' };
    expect(comingDays(ending, null)).toEqual(['2026-12-15', '2027-01-15']);
    expect(comingDays({ ...ending, ends_on: '2026-12-01' }, '2026-01-15')).toEqual([]);
  });
});
