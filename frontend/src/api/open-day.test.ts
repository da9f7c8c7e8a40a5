import { expect, it } from 'vitest';
import { openDay } from './open-day';

const LOCKED = { field: 'booked_on', instead: '2026-10-01' };

it('offers the first open day of a paper that came late', () => {
  expect(openDay([LOCKED], '2026-10-01')).toBe('2026-10-01');
});

it('offers no day that is still to come', () => {
  expect(openDay([LOCKED], '2026-09-30')).toBeNull();
});

it('offers nothing while something else is in the way too', () => {
  expect(openDay([LOCKED, { field: 'fields.supplier_name' }], '2026-11-22')).toBeNull();
});

it('moves no date of our own invoice', () => {
  expect(openDay([{ field: 'issued_on', instead: '2026-10-01' }], '2026-11-22')).toBeNull();
});
