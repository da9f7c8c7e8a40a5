import { expect, it } from 'vitest';
import type { InvoiceShown } from '@/api/gen/types.gen';
import { permissionsOf } from '@/testing/house';
import { deedsOf } from './deeds';

const invoice = (change: Partial<InvoiceShown>) =>
  ({
    direction: 'sale',
    kind: 'invoice',
    status: 'issued',
    total_amount: '121.00',
    sent_at: null,
    ...change,
  }) as InvoiceShown;
const of = (change: Partial<InvoiceShown>, role: Parameters<typeof permissionsOf>[0] = 'owner') => {
  const mine = permissionsOf(role);
  return deedsOf(invoice(change), (permission) => mine.includes(permission));
};

it('offers what comes next first', () => {
  expect(of({ status: 'draft' }).first).toBe('issue');
  expect(of({}).first).toBe('send');
  expect(of({ status: 'sent', sent_at: '2026-11-21T10:00:00Z' }).first).toBe('pay');
  expect(of({ kind: 'quote', sent_at: '2026-11-21T10:00:00Z', status: 'sent' }).first).toBe('accept');
  expect(of({ status: 'paid' }).first).toBeNull();
  expect(of({ status: 'paid', total_amount: '0.00' }).first).toBe('send');
  expect(of({ direction: 'purchase' }).first).toBe('pay');
});

it('applies an open credit note to another invoice, and nothing else', () => {
  expect(of({ kind: 'credit_note' }).all).toContain('apply');
  expect(of({ kind: 'credit_note', status: 'settled' }).all).not.toContain('apply');
  expect(of({ status: 'overdue' }).all).not.toContain('apply');
  expect(of({ kind: 'credit_note' }, 'member').all).not.toContain('apply');
});

it('accepts an expired quote, and sends it no more', () => {
  const expired = of({ kind: 'quote', status: 'expired' });
  expect(expired.first).toBe('accept');
  expect(expired.all).toContain('decline');
  expect(expired.all).not.toContain('send');
});

it('moves the day of a quote that nobody answered, where it has one', () => {
  const expired = { kind: 'quote', status: 'expired', valid_until: '2026-01-31' } as const;
  expect(of(expired).all).toContain('extend');
  expect(of({ ...expired, valid_until: null }).all).not.toContain('extend');
  expect(of({ ...expired, status: 'declined' }).all).not.toContain('extend');
});

it('never changes, removes or pays what cannot be', () => {
  expect(of({}).all).not.toContain('edit');
  expect(of({ status: 'draft' }).all).not.toContain('pay');
  expect(of({ status: 'credited' }).all).not.toContain('credit');
  expect(of({ kind: 'quote' }).all).not.toContain('credit');
  expect(of({ direction: 'purchase' }).all).not.toContain('send');
});

it('offers a declined quote again, and nothing else twice', () => {
  const declined = of({ kind: 'quote', status: 'declined' });
  expect(declined.all).toContain('reopen');
  expect(declined.all).not.toContain('accept');
  expect(of({ kind: 'quote', status: 'accepted' }).all).not.toContain('reopen');
  expect(of({ kind: 'quote', status: 'declined' }, 'viewer').all).toEqual([]);
});

it('follows the role: a member issues and does not book payments, a viewer only looks', () => {
  expect(of({}, 'member').all).toContain('send');
  expect(of({}, 'member').all).not.toContain('pay');
  expect(of({ status: 'draft' }, 'viewer').all).toEqual([]);
});

it('books a purchase only for who may approve one: a member keeps it as a draft', () => {
  const bought = { direction: 'purchase', status: 'draft' } as const;
  expect(of(bought, 'accountant').first).toBe('issue');
  expect(of(bought, 'member').all).toEqual(['edit', 'copy', 'remove']);
  expect(of({ status: 'draft' }, 'member').first).toBe('issue');
  expect(of({ direction: 'purchase' }, 'member').all).toEqual(['credit', 'copy']);
});
