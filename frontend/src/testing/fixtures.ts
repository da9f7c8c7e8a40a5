import type { AccountRead, Booking, DocumentRead, DocumentSummary, FieldRead, Me } from '@/api/gen/types.gen';

export const ME: Me = {
  id: '01900000-0000-7000-8000-000000000001',
  type: 'user',
  email: 'an@example.com',
  full_name: 'An Peeters',
  language: 'en',
  role: 'owner',
  permissions: ['documents:read', 'documents:upload'],
  email_verified: true,
  mfa_enabled: false,
  mfa_required_by_company: false,
  tenant: {
    id: '01900000-0000-7000-8000-0000000000aa',
    type: 'tenant',
    name: 'Bakkerij Peeters',
    vat_number: null,
    country: 'BE',
    currency: 'EUR',
    accounts: {
      bank: '550',
      suspense: '499',
      bank_costs: '659',
      customers: '400',
      suppliers: '440',
      banks: ['55', '57'],
      money: ['55', '57', '58', '489', '416', '499'],
      results: ['6', '7'],
      with_vat: ['2', '3', '6', '406', '490', '7'],
    },
    closed_at: null,
  },
  tenants: [{ id: '01900000-0000-7000-8000-0000000000aa', name: 'Bakkerij Peeters', role: 'owner' }],
};

export function field(value: FieldRead['value'], change: Partial<FieldRead> = {}): FieldRead {
  return { value, confidence: 0.97, page: 1, box: [0.1, 0.1, 0.3, 0.12], source: 'text', ...change };
}

export function document(id: string, change: Partial<DocumentRead> = {}): DocumentRead {
  return {
    id,
    type: 'document',
    filename: `${id}.pdf`,
    media_type: 'application/pdf',
    size_bytes: 1000,
    sha256: '0'.repeat(64),
    status: 'to_review',
    kind: 'invoice',
    language: 'nl',
    page_count: 1,
    problem: null,
    fields: {
      supplier_name: field(`Supplier ${id}`),
      invoice_number: field('2026-1', { confidence: 0.6, source: 'ocr' }),
      issue_date: field('2026-11-02'),
      total_amount: field('121.00', { box: [0.7, 0.8, 0.9, 0.82] }),
    },
    warnings: [],
    account_code: null,
    cost_account: null,
    uploaded_at: '2026-11-20T10:00:00Z',
    uploaded_by: 'An Peeters',
    read_at: '2026-11-20T10:00:05Z',
    decided_at: null,
    decided_by: null,
    rejection_reason: null,
    job_id: null,
    entry_id: null,
    invoice_id: null,
    version: 1,
    ...change,
  };
}

export function summary(of: DocumentRead): DocumentSummary {
  const text = (name: string) => (of.fields[name]?.value as string | undefined) ?? null;
  return {
    id: of.id,
    type: 'document',
    filename: of.filename,
    media_type: of.media_type,
    status: of.status,
    kind: of.kind,
    page_count: of.page_count,
    uploaded_at: of.uploaded_at,
    problem: of.problem,
    supplier_name: text('supplier_name'),
    invoice_number: text('invoice_number'),
    issue_date: text('issue_date'),
    due_date: text('due_date'),
    currency: 'EUR',
    total_amount: text('total_amount'),
    confidence: 0.6,
    job_id: null,
    entry_id: of.entry_id,
  };
}

export const ACCOUNTS: AccountRead[] = [
  {
    id: 'a1',
    type: 'account',
    code: '604',
    name: 'Purchases of goods',
    names: { en: 'Purchases of goods' },
    account_type: 'expense',
    version: 1,
  },
  {
    id: 'a2',
    type: 'account',
    code: '612',
    name: 'Supplies',
    names: { en: 'Supplies' },
    account_type: 'expense',
    version: 1,
  },
];

export function booking(code: string): Booking {
  return {
    type: 'booking',
    account_code: code,
    account_name: 'Purchases of goods',
    cost_account: null,
    treatment: 'domestic',
    supplier: { name: 'Supplier', vat_number: null, is_new: true },
    booked_on: '2026-11-02',
    currency: 'EUR',
    lines: [
      {
        account_code: code,
        account_name: 'Purchases of goods',
        treatment: 'domestic',
        vat_rate: '21.00',
        net_amount: '100.00',
        deductible_percent: '100.00',
      },
    ],
    postings: [
      { account_code: code, account_name: 'Purchases of goods', debit: '100.00', credit: '0.00' },
      { account_code: '411', account_name: 'VAT recoverable', debit: '21.00', credit: '0.00' },
      { account_code: '440', account_name: 'Trade creditors', debit: '0.00', credit: '121.00' },
    ],
    problems: [],
  };
}
