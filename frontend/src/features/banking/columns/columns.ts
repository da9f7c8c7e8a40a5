import type { Columns, ColumnsGuess } from '@/api/gen/types.gen';
import { type Day, dayOf } from '@/lib/dates';
import { type Decimal, negated, sum, withCents } from '@/lib/money';

/** What a column of a bank's table can be, in the order in which they are offered. */
export const FIELDS = [
  'booked_on',
  'value_on',
  'amount',
  'debit',
  'credit',
  'sign',
  'name',
  'counterparty_account',
  'payer',
  'payer_account',
  'payee',
  'payee_account',
  'text',
  'reference',
  'currency',
  'account',
  'bank_id',
  'end_to_end',
  'balance_after',
  'fee',
  'state',
  'sequence',
  'code',
  'bic',
  'address',
  'mandate',
  'holder',
  'original_amount',
  'original_currency',
  'rate',
] as const;
export type FieldName = (typeof FIELDS)[number];

/** These may be made up of several columns, one after the other. */
const JOINED: readonly string[] = ['text', 'name', 'payer', 'payee', 'address', 'reference'];
/** What the sign column says of money that goes out, where nobody said otherwise. */
const DEBIT_WORDS = 'debit d af - debet sent out dr db dbit uit soll s'.split(' ').concat('bij af');

export interface ReadRow {
  day: Day | null;
  amount: Decimal | null;
  name: string;
  text: string;
}

/** `#3` is the third column, of a table that has no headers. */
function placeOf(header: string, headers: readonly string[]): number {
  const numbered = /^#(\d+)$/.exec(header);
  return numbered ? Number(numbered[1]) - 1 : headers.indexOf(header);
}

/** A header as the server compares it: without case, accents and punctuation. */
const plain = (header: string) =>
  header
    .normalize('NFKD')
    .replace(/\P{ASCII}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9#]+/g)
    ?.join(' ') ?? '';

/** Whether another column has the same header. */
export function standsTwice(headers: readonly string[], place: number): boolean {
  const own = plain(headers[place] ?? '');
  return headers.some((header, other) => other !== place && plain(header) === own);
}

/** The name under which a column is kept: its header, or its number where it has none of its own. */
export function headerAt(headers: readonly string[], place: number): string {
  const header = headers[place] ?? '';
  return header && !standsTwice(headers, place) ? header : `#${place + 1}`;
}

export function fieldOf(mapping: Columns, headers: readonly string[], place: number): string {
  const entry = Object.entries(mapping.columns).find(([, own]) => own.some((one) => placeOf(one, headers) === place));
  return entry?.[0] ?? '';
}

/** This column is that field now, and nothing else any more; another column keeps the field only where several join. */
export function withField(mapping: Columns, headers: readonly string[], place: number, field: string): Columns {
  const header = headerAt(headers, place);
  const others = Object.entries(mapping.columns).map(
    ([name, own]) => [name, own.filter((one) => placeOf(one, headers) !== place)] as const,
  );
  const kept: Record<string, string[]> = Object.fromEntries(others.filter(([, own]) => own.length > 0));
  if (field) kept[field] = JOINED.includes(field) ? [...(kept[field] ?? []), header] : [header];
  return { ...mapping, columns: kept };
}

/** What must still be said before the table can be read. */
export function missingOf(guess: ColumnsGuess, mapping: Columns): 'date' | 'amount' | 'order' | 'states' | null {
  const { columns, order } = mapping;
  if (!columns.booked_on && !columns.value_on) return 'date';
  if (!columns.amount && !(columns.debit && columns.credit)) return 'amount';
  if (!order && foundOrder(guess, mapping) === 'either') return 'order';
  return unsureOf(guess, mapping).length > 0 ? 'states' : null;
}

/** States, each with its number of rows, of which somebody must say whether they count. */
export function unsureOf(guess: ColumnsGuess, { columns, only }: Columns): [string, number][] {
  const isThere = guess.state_column && columns.state?.[0] === guess.state_column;
  return isThere && !only?.length ? Object.entries(guess.unsure) : [];
}

/** States of the file of which the rows are left out, while its state is in the column where it was found. */
export function leftOut(guess: ColumnsGuess, { columns, only }: Columns): string[] {
  if (!guess.state_column || columns.state?.[0] !== guess.state_column) return [];
  const counting = only?.map((state) => state.toLowerCase()) ?? [];
  return counting.length > 0
    ? guess.states.filter((state) => !counting.includes(state.toLowerCase()))
    : guess.no_movement;
}

/** The order in which days are read: the one that was said, or the one that the server found in the column of days. */
export function orderOf(guess: ColumnsGuess, mapping: Columns): Columns['order'] {
  const found = foundOrder(guess, mapping);
  return mapping.order ?? (found === 'either' ? null : found);
}

function foundOrder({ headers, day_orders }: ColumnsGuess, { columns }: Columns): ColumnsGuess['day_orders'][number] {
  const header = (columns.booked_on ?? columns.value_on)?.[0];
  return header === undefined ? null : (day_orders[placeOf(header, headers)] ?? null);
}

/** How this row would be read: a look ahead in the browser; the server reads the whole file. */
export function readRow(row: readonly string[], headers: readonly string[], mapping: Columns): ReadRow {
  const cells = (field: FieldName) =>
    (mapping.columns[field] ?? []).map((header) => row[placeOf(header, headers)]?.trim() ?? '').filter(Boolean);
  const first = (field: FieldName) => cells(field)[0] ?? '';
  const day = readDay(first('booked_on') || first('value_on'), mapping.order ?? null);
  const amount = readAmount(first, mapping);
  const name = cells('name').join(' ') || cells(amount?.startsWith('-') ? 'payee' : 'payer').join(' ');
  return { day, amount, name, text: cells('text').join(' ') };
}

/** A word without case or accents: "Débit" is "debit". */
const bare = (word: string) => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function readAmount(first: (field: FieldName) => string, mapping: Columns): Decimal | null {
  const decimals = mapping.decimals ?? null;
  if (mapping.columns.amount) {
    const amount = readNumber(first('amount'), decimals);
    if (amount === null) return null;
    const outwards = (mapping.debit_words ?? DEBIT_WORDS).map(bare);
    return mapping.columns.sign && outwards.includes(bare(first('sign'))) ? negated(amount.replace('-', '')) : amount;
  }
  const credit = readNumber(first('credit'), decimals);
  const debit = readNumber(first('debit'), decimals);
  if (credit === null && debit === null) return null;
  return sum([credit ?? '0', negated((debit ?? '0').replace('-', ''))]);
}

/** Behind an amount: in credit, or in debit. */
const SIDE = /(?<=[\d)-])(?:C[Rr]?|H|(D[RrBb]?|S))\.?$/;

/** "1.234,50" or "1.234,50 DR" by its decimal sign; without one the last sign that is followed by one or two digits. */
export function readNumber(text: string, decimals: ',' | '.' | null): Decimal | null {
  const said = text.replace(/[\s\u00a0\u202f'€$£+]|EUR|USD|GBP/gi, '').replace(/[−–‒]/g, '-');
  const side = SIDE.exec(said);
  const bare = said.replace(SIDE, '');
  const sign = decimals ?? /([.,])\d{1,2}-?$/.exec(bare)?.[1] ?? '';
  const other = sign === ',' ? '.' : ',';
  const plain = sign ? bare.split(other).join('').replace(sign, '.') : bare.replace(/[.,]/g, '');
  const negative = plain.startsWith('-') || plain.endsWith('-') || Boolean(side?.[1]);
  const digits = plain.replace(/-/g, '');
  if (!/^\d+(\.\d+)?$/.test(digits)) return null;
  return withCents(negative ? `-${digits}` : digits);
}

/** A day in the order that was said; without one the year tells, then the Belgian order. */
export function readDay(text: string, order: Columns['order'] | null): Day | null {
  const bare = text.trim().split(/[T ]/)[0] ?? '';
  const run = /^(\d{4})(\d{2})(\d{2})$/.exec(bare);
  const parts = (run ? run.slice(1) : bare.split(/[./-]/)).map(Number);
  if (parts.length !== 3 || parts.some(Number.isNaN)) return null;
  const wanted = order ?? (/^\d{4}/.test(bare) ? 'ymd' : 'dmy');
  const at = (letter: string) => parts[wanted.indexOf(letter)] ?? 0;
  const year = at('y');
  return dayOf(year < 100 ? 2000 + year : year, at('m'), at('d'));
}
