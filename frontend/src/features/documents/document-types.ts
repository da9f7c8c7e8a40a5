import type { DocumentSummary, FieldRead } from '@/api/gen/types.gen';

export type DocumentStatus = DocumentSummary['status'];
export type DocumentKind = NonNullable<DocumentSummary['kind']>;
export type DocumentCounts = Partial<Record<DocumentStatus, number>>;
export type Cell = string | null;
export type Box = readonly [number, number, number, number];

export interface VatRow {
  rate: Cell;
  base: Cell;
  amount: Cell;
  category: Cell;
  /** What bears this part; the purchase's own account when nothing was chosen. */
  account_code: Cell;
  /** How much of its VAT is deducted; what the law says of the account when nothing was chosen. */
  deductible_percent: Cell;
  /** How VAT works on it; what the supplier's purchases and the paper ask for when nothing was chosen. */
  treatment: Cell;
}

export interface LineRow {
  description: Cell;
  quantity: Cell;
  unit_price: Cell;
  vat_rate: Cell;
  net_amount: Cell;
}

/** Where the field stands on its page, if the reader could tell. */
export function boxOf(field: FieldRead): Box | null {
  const [x0, y0, x1, y1] = field.box ?? [];
  return x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined ? null : [x0, y0, x1, y1];
}
