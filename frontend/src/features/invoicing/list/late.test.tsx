import { expect, it } from 'vitest';
import type { InvoiceSummary } from '@/api/gen/types.gen';
import { late } from './bulk';

const row = (id: string) => ({ id }) as InvoiceSummary;
const locked = { code: 'period_locked', message: 'x', field: 'booked_on', instead: '2026-10-01' };

it('offers the first open day to those that only a closed day kept out of the books', () => {
  const done = {
    deed: 'issue' as const,
    rows: ['a', 'b', 'c'].map(row),
    result: {
      done: 1,
      failed: 2,
      results: [
        { index: 0, id: 'a', status: 'done' as const },
        { index: 1, id: 'b', status: 'failed' as const, errors: [locked] },
        { index: 2, id: 'c', status: 'failed' as const, errors: [{ ...locked, field: 'number', instead: null }] },
      ],
    },
  };
  expect(late(done)).toEqual({ deed: 'issue', rows: [row('b')], days: { b: '2026-10-01' } });
});
