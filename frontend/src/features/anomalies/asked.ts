import type { AnomalyReasonRead } from '@/api/gen/types.gen';
import type { DigitFilter, FindingFilter } from './anomaly-search';
import type { BenfordAsked, FindingsAsked } from './queries';

export type Control = AnomalyReasonRead['control'];
export type Family = AnomalyReasonRead['family'];

/** Every control by what it looks at, in the order they are shown. */
export const FAMILIES: Record<Family, readonly Control[]> = {
  duplicates: ['near_duplicate', 'same_invoice_twice', 'other_counterparty'],
  splits: ['split'],
  amounts: ['amount_history', 'rare_and_large', 'round_amount'],
  days: ['quiet_day', 'round_on_quiet_day'],
  accounts: ['iban_changed', 'iban_shared', 'iban_invalid', 'rare_account', 'rare_attributes'],
  numbers: ['odd_number', 'sequence_gap', 'number_twice'],
  fields: ['vat_mismatch', 'incomplete'],
  ledger: ['leading_digits', 'outlier'],
};
export const FAMILY_NAMES = Object.keys(FAMILIES) as Family[];
const CONTROLS = Object.values(FAMILIES).flat();

const STATUS = {
  open: ['open'],
  decided: ['accepted', 'explained'],
  snoozed: ['snoozed'],
  gone: ['gone'],
  all: ['open', 'accepted', 'explained', 'snoozed', 'gone'],
} as const;
const SORT = { newest: '-booked_on', largest: '-amount' } as const;

/** The filter as the API wants it: the same for the list on the screen and for the file. */
export function askedFindings({ status, control, book, from, to, q, order }: FindingFilter): FindingsAsked {
  const known = CONTROLS.find((one) => one === control);
  return {
    status: [...STATUS[status ?? 'open']],
    control: known ? [known] : null,
    book: book ? [book] : null,
    from: from ?? null,
    to: to ?? null,
    q: q ?? null,
    sort: order ? SORT[order] : '-score',
  };
}

/** Which amounts the API should count. An account is a number or its beginning. */
export function askedDigits({ of, digits, from, to, account }: DigitFilter): BenfordAsked {
  return {
    of: of ?? 'purchases',
    digits: digits ?? 'first_two',
    from: from ?? null,
    to: to ?? null,
    account: account && /^\d{1,10}$/.test(account) ? account : null,
  };
}
