import type {
  InvoiceDraft,
  InvoiceRevise,
  InvoiceShown,
  LineDraft,
  LineRead,
  TotalsAsked,
  Treatment,
} from '@/api/gen/types.gen';
import type { Day } from '@/lib/dates';
import { type Decimal, trimmed } from '@/lib/money';
import { uniqueKey } from '@/lib/unique-key';
import type { Direction, Kind } from '../invoice-types';

/** A line as it stands in the editor; null: left to the server to propose. */
export interface Line {
  key: string;
  description: string;
  quantity: Decimal;
  unit: string;
  unit_price: Decimal | null;
  discount_percent: Decimal;
  treatment: Treatment | null;
  vat_rate: Decimal | null;
  account_code: string | null;
  /** Of a purchase booked on an accrual: the cost that was accrued. */
  cost_account: string | null;
  deductible_percent: Decimal | null;
  tags: NonNullable<LineDraft['tags']>;
  /** Of a credit note: the line that it takes back. */
  credits_line_id: string | null;
}

/** An invoice as it stands in the editor. */
export interface Draft {
  direction: Direction;
  kind: Kind;
  contact_id: string | null;
  /** Of a sale: the series that its number will be of; empty: the usual one. */
  series: string;
  number: string;
  issued_on: Day | null;
  supplied_on: Day | null;
  due_on: Day | null;
  valid_until: Day | null;
  currency: string;
  exchange_rate: Decimal | null;
  /** That rate is far from the known one, and meant. */
  accept_exchange_rate: boolean;
  language: 'nl' | 'fr' | 'en' | null;
  payment_reference: string;
  order_reference: string;
  note: string;
  internal_note: string;
  credits_id: string | null;
  /** Of a credit note: the invoice that is not in these books. */
  original_number: string;
  original_issued_on: Day | null;
  /** Of a purchase: the VAT on its paper, when it is a cent more or less. */
  vat_amount: Decimal | null;
  lines: Line[];
}

export function blankLine(like?: Line): Line {
  return {
    key: uniqueKey().slice(0, 12),
    description: '',
    quantity: '1',
    unit: '',
    unit_price: null,
    discount_percent: '0',
    // The next line of a bill is usually taxed and booked as the one before.
    treatment: like?.treatment ?? null,
    vat_rate: like?.vat_rate ?? null,
    account_code: like?.account_code ?? null,
    cost_account: like?.cost_account ?? null,
    deductible_percent: null,
    tags: [],
    credits_line_id: null,
  };
}

export function blankDraft(direction: Direction, kind: Kind, currency: string, contact: string | null = null): Draft {
  return {
    direction,
    kind,
    contact_id: contact,
    series: '',
    number: '',
    issued_on: null,
    supplied_on: null,
    due_on: null,
    valid_until: null,
    currency,
    exchange_rate: null,
    accept_exchange_rate: false,
    language: null,
    payment_reference: '',
    order_reference: '',
    note: '',
    internal_note: '',
    credits_id: null,
    original_number: '',
    original_issued_on: null,
    vat_amount: null,
    lines: [blankLine()],
  };
}

/** Nothing was put in this line: it is not sent, and not missed. */
export const isBlank = (line: Line): boolean => !line.description.trim() && line.unit_price === null;

/** What nobody chose is left to be proposed again, as it is when it is saved. */
function lineFrom(line: LineRead): Line {
  const chose = (...facts: LineRead['chosen']) => facts.some((fact) => line.chosen.includes(fact));
  const choseVat = chose('treatment', 'vat_rate');
  return {
    key: line.id,
    description: line.description,
    quantity: trimmed(line.quantity),
    unit: line.unit ?? '',
    unit_price: trimmed(line.unit_price, 2),
    discount_percent: trimmed(line.discount_percent),
    treatment: choseVat ? (line.treatment as Treatment) : null,
    vat_rate: choseVat ? trimmed(line.vat_rate) : null,
    account_code: chose('account_code') ? line.account_code : null,
    cost_account: chose('cost_account') ? line.cost_account : null,
    deductible_percent: chose('deductible_percent') ? trimmed(line.deductible_percent) : null,
    tags: line.tags,
    credits_line_id: line.credits_line_id,
  };
}

export function draftFrom(invoice: InvoiceShown): Draft {
  return {
    direction: invoice.direction,
    kind: invoice.kind,
    contact_id: invoice.contact_id,
    series: invoice.series ?? '',
    number: invoice.number ?? '',
    issued_on: invoice.issued_on,
    supplied_on: invoice.supplied_on,
    due_on: invoice.due_on,
    valid_until: invoice.valid_until,
    currency: invoice.currency,
    exchange_rate: /[1-9]/.test(invoice.exchange_rate) ? invoice.exchange_rate : null,
    accept_exchange_rate: false,
    language: invoice.language,
    payment_reference: invoice.payment_reference ?? '',
    order_reference: invoice.order_reference ?? '',
    note: invoice.note ?? '',
    internal_note: invoice.internal_note ?? '',
    credits_id: invoice.credits_id,
    original_number: invoice.original_number ?? '',
    original_issued_on: invoice.original_issued_on,
    vat_amount: invoice.vat_on_paper,
    lines: invoice.lines.length > 0 ? invoice.lines.map(lineFrom) : [blankLine()],
  };
}

/** Empty text is no text. */
const orNull = (text: string | undefined): string | null => text?.trim() || null;

function askedLine(line: Line, direction: Direction): LineDraft {
  return {
    description: line.description.trim() || '–',
    quantity: line.quantity,
    unit: orNull(line.unit),
    unit_price: line.unit_price ?? '0',
    discount_percent: line.discount_percent,
    treatment: line.treatment,
    vat_rate: line.vat_rate,
    account_code: line.account_code,
    ...(direction === 'purchase' && {
      cost_account: line.cost_account,
      deductible_percent: line.deductible_percent,
    }),
    tags: line.tags,
    ...(line.credits_line_id && { credits_line_id: line.credits_line_id }),
  };
}

export const filled = (draft: Draft): Line[] => draft.lines.filter((line) => !isBlank(line));

export const askedLines = (draft: Draft): LineDraft[] => filled(draft).map((one) => askedLine(one, draft.direction));

/** What the server is asked to add up. */
export function askedTotals(draft: Draft): TotalsAsked {
  return {
    direction: draft.direction,
    kind: draft.kind,
    contact_id: draft.contact_id,
    issued_on: draft.issued_on,
    supplied_on: draft.supplied_on,
    currency: draft.currency,
    language: draft.language,
    credits_id: draft.credits_id,
    vat_amount: draft.direction === 'purchase' ? draft.vat_amount : null,
    lines: askedLines(draft),
  };
}

/** A credit note of an invoice that is not in these books, which it names itself. */
export const isFree = (draft: Draft): boolean => draft.kind === 'credit_note' && draft.credits_id === null;

/** The same for a change: what stands in the editor is what is kept. */
export function askedRevision(draft: Draft): InvoiceRevise {
  const ours = draft.direction === 'sale';
  return {
    contact_id: draft.contact_id,
    ...(ours
      ? { series: orNull(draft.series) }
      : { number: orNull(draft.number), payment_reference: orNull(draft.payment_reference) }),
    issued_on: draft.issued_on,
    supplied_on: draft.supplied_on,
    due_on: draft.kind === 'quote' ? null : draft.due_on,
    valid_until: draft.kind === 'quote' ? draft.valid_until : null,
    currency: draft.currency,
    exchange_rate: draft.exchange_rate,
    ...(draft.accept_exchange_rate && { accept_exchange_rate: true }),
    language: draft.language,
    order_reference: orNull(draft.order_reference),
    note: orNull(draft.note),
    internal_note: orNull(draft.internal_note),
    ...(isFree(draft) && {
      original_number: orNull(draft.original_number),
      original_issued_on: draft.original_issued_on,
    }),
    ...(!ours && draft.vat_amount !== null && { vat_amount: draft.vat_amount }),
    lines: askedLines(draft),
  };
}

export function askedDraft(draft: Draft, contact: string): InvoiceDraft {
  const revision = askedRevision(draft);
  return {
    ...revision,
    direction: draft.direction,
    kind: draft.kind,
    contact_id: contact,
    credits_id: draft.credits_id,
    lines: revision.lines ?? [],
  };
}
