import Big from 'big.js';
import type { RuleMake, RuleRead } from '@/api/gen/types.gen';

export interface DraftShare {
  code: string | null;
  percent: string;
  /** VAT that it holds, per cent. */
  vat: string | null;
  /** Whom the posting is about. */
  contact: string | null;
}

/** A rule as it stands in the form: everything is text until it is asked for. */
export interface RuleDraft {
  name: string;
  direction: 'in' | 'out' | 'both';
  text: string;
  counterparty: string;
  iban: string;
  smallest: string | null;
  largest: string | null;
  currency: string | null;
  accountId: string | null;
  shares: readonly DraftShare[];
  booksAlone: boolean;
}

export const EMPTY: RuleDraft = {
  name: '',
  direction: 'both',
  text: '',
  counterparty: '',
  iban: '',
  smallest: null,
  largest: null,
  currency: null,
  accountId: null,
  shares: [{ code: null, percent: '100', vat: null, contact: null }],
  booksAlone: false,
};

export function draftOf(rule: RuleRead): RuleDraft {
  const { conditions: one } = rule;
  return {
    name: rule.name,
    direction: one.direction ?? 'both',
    text: one.text ?? '',
    counterparty: one.counterparty ?? '',
    iban: one.iban ?? '',
    smallest: one.smallest ?? null,
    largest: one.largest ?? null,
    currency: one.currency ?? null,
    accountId: rule.bank_account_id,
    shares: rule.shares.map(({ account_code, percent, vat_rate, contact_id }) => ({
      code: account_code,
      percent: String(percent),
      vat: vat_rate ?? null,
      contact: contact_id ?? null,
    })),
    booksAlone: rule.books_alone,
  };
}

const plain = (percent: string) => percent.trim().replace(',', '.');
const number = (percent: string) => (/^\d+(\.\d+)?$/.test(plain(percent)) ? new Big(plain(percent)) : null);

/** What of the amount no account has yet, per cent; null while a share is no number. */
export function unshared(shares: readonly DraftShare[]): string | null {
  const numbers = shares.map(({ percent }) => number(percent));
  if (numbers.some((one) => one === null)) return null;
  return new Big(100).minus(numbers.reduce<Big>((sum, one) => sum.plus(one ?? 0), new Big(0))).toString();
}

export type Lack = 'name' | 'condition' | 'account' | 'shares';

/** What is still missing before the rule makes sense. A direction alone would take every line. */
export function lackOf(draft: RuleDraft): Lack | null {
  if (!draft.name.trim()) return 'name';
  const says = [draft.text, draft.counterparty, draft.iban].some((one) => one.trim());
  if (!says && !draft.smallest && !draft.largest) return 'condition';
  if (draft.shares.some(({ code }) => !code)) return 'account';
  return unshared(draft.shares) === '0' ? null : 'shares';
}

/** As the API wants it. */
export function asked(draft: RuleDraft): RuleMake {
  const { direction, text, counterparty, iban, smallest, largest, currency } = draft;
  return {
    name: draft.name.trim(),
    conditions: {
      direction,
      text: text.trim(),
      counterparty: counterparty.trim(),
      iban: iban.replace(/\s/g, '').toUpperCase(),
      smallest,
      largest,
      currency,
    },
    shares: draft.shares.map(({ code, percent, vat, contact }) => ({
      account_code: code ?? '',
      percent: plain(percent),
      vat_rate: vat,
      contact_id: contact,
    })),
    bank_account_id: draft.accountId,
    books_alone: draft.booksAlone,
  };
}

/** The order with one rule a place further up or down. */
export function moved(ids: readonly string[], id: string, step: 1 | -1): string[] {
  const at = ids.indexOf(id);
  const to = at + step;
  const next = [...ids];
  const other = next[to];
  if (at < 0 || other === undefined) return next;
  next[to] = id;
  next[at] = other;
  return next;
}
