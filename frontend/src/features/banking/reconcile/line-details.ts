import { type Decimal, formatRate } from '@/lib/money';

/** What a bank may say of a movement beside what everybody asks for, in the order in which it is shown. */
const SAID = [
  'original_amount',
  'exchange_rate',
  'code_words',
  'code',
  'customer_reference',
  'end_to_end',
  'mandate',
  'counterparty_bic',
  'counterparty_address',
  'balance_after',
  'as_written',
] as const;

type Details = Readonly<Record<string, unknown>>;

/** A payment inside a batch, or the amount and the costs of a foreign one: it explains the line and is not added. */
export interface Inside {
  name: string;
  text: string;
  amount: string | null;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What was said under its name; an amount with its currency, where that is another one than the line's. */
interface Said {
  name: (typeof SAID)[number];
  text: string;
  amount?: Decimal;
  currency?: string;
}

export function wordsOf(details: Details, locale: string): Said[] {
  return SAID.flatMap((name) => {
    const text = textOf(details[name]);
    if (!/^-?\d+(\.\d+)?$/.test(text)) return text ? [{ name, text }] : [];
    if (name === 'exchange_rate') return [{ name, text: formatRate(text, locale) }];
    if (name === 'balance_after') return [{ name, text, amount: text }];
    const currency = textOf(details.original_currency);
    return [name === 'original_amount' ? { name, text, amount: text, currency } : { name, text }];
  });
}

export const notesOf = ({ notes }: Details): string[] =>
  Array.isArray(notes) ? [...new Set(notes.map(textOf).filter(Boolean))] : [];

export function insideOf({ children }: Details): Inside[] {
  if (!Array.isArray(children)) return [];
  return (children as Details[]).map((child) => ({
    name: textOf(child.counterparty_name) || textOf(child.counterparty_account),
    text: textOf(child.reference) || textOf(child.text) || textOf(child.end_to_end),
    amount: textOf(child.amount) || null,
  }));
}

/** A structured communication as it is printed: +++090/9337/55493+++, RF18 5390 0754 7034; another as the bank gave it. */
export function shownReference(reference: string): string {
  if (/^\d{12}$/.test(reference)) return `+++${reference.replace(/^(\d{3})(\d{4})(\d{5})$/, '$1/$2/$3')}+++`;
  return /^RF\d{2}[0-9A-Z]+$/.test(reference) ? reference.replace(/(.{4})(?=.)/g, '$1 ') : reference;
}

/**
 * What the text says beside the reference, which banks repeat in it with marks and blanks of their own; CODA puts the
 * kind of communication before it.
 */
export function besideReference(text: string, reference: string | null): string {
  const letters = (reference ?? '').replace(/[^0-9A-Za-z]/g, '');
  if (letters.length < 6) return text === reference ? '' : text;
  const written = new RegExp(`(\\b10[123])?[+*]*\\s*${[...letters].join('[\\s/+*.-]*')}\\s*[+*]*`, 'gi');
  return text.replace(written, ' ').replace(/\s+/g, ' ').trim();
}
