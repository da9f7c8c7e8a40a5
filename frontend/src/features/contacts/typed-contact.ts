import type { ContactMake, ContactRead } from '@/api/gen/types.gen';

/** A contact as it stands in the form: text as typed, empty for what is not known. */
export interface TypedContact {
  name: string;
  is_business: boolean;
  is_customer: boolean;
  is_supplier: boolean;
  vat_number: string;
  enterprise_number: string;
  email: string;
  phone: string;
  language: string;
  street: string;
  postal_code: string;
  city: string;
  country: string;
  iban: string;
  bic: string;
  payment_days: string;
  payment_end_of_month: boolean;
  income_account: string;
  cost_account: string;
  sale_treatment: string;
  purchase_treatment: string;
  note: string;
}

export type ContactField = keyof TypedContact;
export type TextField = {
  [Name in ContactField]: TypedContact[Name] extends string ? Name : never;
}[ContactField];

const BLANK: TypedContact = {
  name: '',
  is_business: true,
  is_customer: true,
  is_supplier: false,
  vat_number: '',
  enterprise_number: '',
  email: '',
  phone: '',
  language: '',
  street: '',
  postal_code: '',
  city: '',
  country: '',
  iban: '',
  bic: '',
  payment_days: '',
  payment_end_of_month: false,
  income_account: '',
  cost_account: '',
  sale_treatment: '',
  purchase_treatment: '',
  note: '',
};

export const CONTACT_FIELDS = Object.keys(BLANK) as ContactField[];

export function blankContact(role: 'customer' | 'supplier' | undefined, name = ''): TypedContact {
  return { ...BLANK, name, is_customer: role !== 'supplier', is_supplier: role === 'supplier' };
}

export function typedFrom(contact: ContactRead): TypedContact {
  const entries = CONTACT_FIELDS.map((field) => {
    const value = contact[field];
    return [field, typeof value === 'boolean' ? value : value === null ? '' : String(value)];
  });
  return Object.fromEntries(entries) as TypedContact;
}

/** What the API is asked to keep; an empty field forgets what was known. */
export function askedFrom(typed: TypedContact): ContactMake {
  const kept = Object.fromEntries(
    CONTACT_FIELDS.map((field) => {
      const value = typed[field];
      if (typeof value === 'boolean') return [field, value];
      const text = value.trim();
      if (field === 'payment_days') return [field, /^\d+$/.test(text) ? Number(text) : null];
      return [field, text || null];
    }),
  );
  return kept as unknown as ContactMake;
}

/** Only what is different now. */
export function changesOf(before: TypedContact, now: TypedContact): Partial<ContactMake> {
  const all = askedFrom(now);
  const entries = Object.entries(all).filter(([field]) => before[field as ContactField] !== now[field as ContactField]);
  return Object.fromEntries(entries) as Partial<ContactMake>;
}
