import type { InvoiceDraft, RecurringRead } from '@/api/gen/types.gen';
import { type Day, monthStart, today } from '@/lib/dates';
import { trimmed } from '@/lib/money';
import { blankDraft, blankLine, type Draft, type Line } from '../editor/draft';

/** When it comes back, and how far it goes by itself. */
export interface Schedule {
  name: string;
  every: RecurringRead['every'];
  interval_count: number;
  next_on: Day;
  ends_on: Day | null;
  itself: 'draft' | 'issue' | 'send';
}

export const blankSchedule = (name = ''): Schedule => ({
  name,
  every: 'month',
  interval_count: 1,
  next_on: monthStart(today(), 1),
  ends_on: null,
  itself: 'draft',
});

export function scheduleFrom(read: RecurringRead): Schedule {
  return {
    name: read.name,
    every: read.every,
    interval_count: read.interval_count,
    next_on: read.next_on ?? read.starts_on,
    ends_on: read.ends_on,
    itself: read.sends_by_itself ? 'send' : read.issues_by_itself ? 'issue' : 'draft',
  };
}

export function askedSchedule({ name, every, interval_count, ends_on, itself }: Schedule) {
  return {
    name: name.trim(),
    every,
    interval_count,
    ends_on,
    issues_by_itself: itself !== 'draft',
    sends_by_itself: itself === 'send',
  };
}

/** What is made each time, as the editor knows it. */
export function draftOf(read: RecurringRead, currency: string): Draft {
  const content = read.content as unknown as InvoiceDraft;
  const blank = blankDraft(content.direction ?? 'sale', content.kind ?? 'invoice', content.currency ?? currency);
  const lines = (content.lines ?? []).map(
    (line): Line => ({
      ...blankLine(),
      description: line.description,
      quantity: trimmed(String(line.quantity ?? '1')),
      unit: line.unit ?? '',
      unit_price: trimmed(String(line.unit_price), 2),
      discount_percent: trimmed(String(line.discount_percent ?? '0')),
      treatment: line.treatment ?? null,
      vat_rate: line.vat_rate ? trimmed(String(line.vat_rate)) : null,
      account_code: line.account_code ?? null,
      cost_account: line.cost_account ?? null,
      deductible_percent: line.deductible_percent ? trimmed(String(line.deductible_percent)) : null,
      tags: line.tags ?? [],
    }),
  );
  return {
    ...blank,
    contact_id: content.contact_id ?? read.contact_id,
    series: content.series ?? '',
    exchange_rate: content.exchange_rate ? String(content.exchange_rate) : null,
    accept_exchange_rate: content.accept_exchange_rate ?? false,
    payment_reference: content.payment_reference ?? '',
    vat_amount: content.vat_amount ? String(content.vat_amount) : null,
    language: content.language ?? null,
    order_reference: content.order_reference ?? '',
    note: content.note ?? '',
    internal_note: content.internal_note ?? '',
    lines: lines.length > 0 ? lines : blank.lines,
  };
}
