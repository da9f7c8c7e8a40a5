import type { DocumentRead, FieldRead } from '@/api/gen/types.gen';
import type { LineRow, VatRow } from '../document-types';

/** The fields a reader looks for, in the order a person checks them. */
export const TEXT_FIELDS = [
  'supplier_name',
  'supplier_address',
  'supplier_vat_number',
  'supplier_iban',
  'customer_name',
  'customer_vat_number',
  'invoice_number',
  'currency',
  'payment_reference',
] as const;
export const DATE_FIELDS = ['issue_date', 'due_date'] as const;
export const MONEY_FIELDS = ['net_amount', 'vat_amount', 'total_amount', 'amount_due'] as const;

export type SimpleField = (typeof TEXT_FIELDS)[number] | (typeof DATE_FIELDS)[number] | (typeof MONEY_FIELDS)[number];
export type FieldName = SimpleField | 'vat_breakdown' | 'lines';

export interface FieldGroup {
  key: 'supplier' | 'document' | 'amounts';
  fields: readonly SimpleField[];
}

export const GROUPS: readonly FieldGroup[] = [
  { key: 'supplier', fields: ['supplier_name', 'supplier_vat_number', 'supplier_iban', 'supplier_address'] },
  { key: 'document', fields: ['currency', 'invoice_number', 'issue_date', 'due_date', 'payment_reference'] },
  { key: 'amounts', fields: ['net_amount', 'vat_amount', 'total_amount', 'amount_due'] },
];

/** Shown only where the reader found them: they name us, and seldom need correction. */
export const CUSTOMER_FIELDS: readonly SimpleField[] = ['customer_name', 'customer_vat_number'];

export function kindOf(name: SimpleField): 'text' | 'date' | 'money' {
  if ((DATE_FIELDS as readonly string[]).includes(name)) return 'date';
  return (MONEY_FIELDS as readonly string[]).includes(name) ? 'money' : 'text';
}

export function fieldOf(document: DocumentRead, name: string): FieldRead | undefined {
  return document.fields[name];
}

export function asText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

const cell = (row: Record<string, unknown>, key: string): string | null => asText(row[key]);
const rows = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value)
    ? value.filter((row): row is Record<string, unknown> => typeof row === 'object' && row !== null)
    : [];

export function asVatRows(value: unknown): VatRow[] {
  return rows(value).map((row) => ({
    rate: cell(row, 'rate'),
    base: cell(row, 'base'),
    amount: cell(row, 'amount'),
    category: cell(row, 'category'),
    account_code: cell(row, 'account_code'),
    deductible_percent: cell(row, 'deductible_percent'),
    treatment: cell(row, 'treatment'),
  }));
}

export function asLineRows(value: unknown): LineRow[] {
  return rows(value).map((row) => ({
    description: cell(row, 'description'),
    quantity: cell(row, 'quantity'),
    unit_price: cell(row, 'unit_price'),
    vat_rate: cell(row, 'vat_rate'),
    net_amount: cell(row, 'net_amount'),
  }));
}
