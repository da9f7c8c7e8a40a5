import Big from 'big.js';
import type { CandidateRead, OpenItemRead, Reconcile } from '@/api/gen/types.gen';
import { met } from '@/lib/exchange';
import type { Decimal } from '@/lib/money';
import { uniqueKey } from '@/lib/unique-key';

/** An open item that takes a part of the line; `open` is signed as lines are, `amount` is what is paid of it. */
export interface ItemPart {
  key: string;
  type: OpenItemRead['type'];
  id: string;
  number: string;
  name: string;
  open: Decimal;
  currency: string;
  amount: Decimal | null;
  /** What of the line that is, where the currencies differ. */
  lineAmount: Decimal | null;
  /** What is open of it in the books, where it or the line is in another currency. */
  inBooks: Decimal | null;
  discount: Decimal;
  writeOff: Decimal;
}

/** An account of the books that takes a part; `amount` is signed as the line is. */
export interface AccountPart {
  key: string;
  type: 'account';
  code: string | null;
  amount: Decimal | null;
  /** VAT that the amount holds, per cent. */
  vat: string | null;
  /** Whom the posting is about. */
  contact: string | null;
  memo: string;
}

export type DraftPart = ItemPart | AccountPart;
export interface Line {
  open_amount: Decimal;
  currency: string;
}
export type AskedPart = Reconcile['parts'][number];
type Proposed = CandidateRead['parts'][number];

const ZERO = '0.00';
const text = (value: Big): Decimal => (value.eq(0) ? ZERO : value.toFixed(2));
const big = (value: Decimal | null | undefined) => new Big(value || 0);

/** What a part takes of the line, in the line's currency. */
export function takes(part: DraftPart, line: Line): Decimal {
  if (part.type === 'account') return text(big(part.amount));
  if (part.type !== 'invoice') return text(big(part.open));
  const size = part.currency === line.currency ? part.amount : part.lineAmount;
  return text(big(part.open).lt(0) ? big(size).neg() : big(size));
}

/** What is left of the line when the parts have taken theirs. */
export function left(parts: readonly DraftPart[], line: Line): Decimal {
  return text(parts.reduce((rest, part) => rest.minus(takes(part, line)), big(line.open_amount)));
}

/** What an invoice still asks after this payment, discount and write-off. */
export function unpaid(part: ItemPart): Decimal {
  return text(big(part.open).abs().minus(big(part.amount)).minus(big(part.discount)).minus(big(part.writeOff)));
}

/** `granted` is what of the item need not be paid. */
export function itemPart(
  item: OpenItemRead,
  parts: readonly DraftPart[],
  line: Line,
  granted: Decimal = ZERO,
): ItemPart {
  const rest = big(left(parts, line));
  const owed = big(item.amount).abs().minus(granted);
  const sameWay = big(item.amount).times(rest).gt(0);
  const same = item.currency === line.currency;
  const fits = same && sameWay && rest.abs().lt(owed) ? rest.abs() : owed;
  const worth = big(item.line_amount);
  const [amount, lineAmount] = same || worth.eq(0) ? [fits, rest.abs()] : met(owed, rest.abs(), worth);
  return {
    key: uniqueKey(),
    type: item.type,
    id: item.id,
    number: item.number,
    name: item.name,
    open: item.amount,
    currency: item.currency,
    amount: text(amount),
    lineAmount: same ? null : text(lineAmount),
    inBooks: item.open_in_books ?? null,
    discount: ZERO,
    writeOff: ZERO,
  };
}

/** An account takes whatever is left. */
export function accountPart(parts: readonly DraftPart[], line: Line, code: string | null = null): AccountPart {
  return { key: uniqueKey(), type: 'account', code, amount: left(parts, line), vat: null, contact: null, memo: '' };
}

/** Whether a part takes what the others leave: no amount is said of it, and it goes the way of the line. */
function waits(asked: Proposed, item: OpenItemRead | undefined, line: Line): boolean {
  if (asked.type === 'account') return !asked.amount;
  if (asked.type !== 'invoice' || asked.amount || asked.line_amount) return false;
  return big(item?.amount).times(big(line.open_amount)).gt(0);
}

function partOf(asked: Proposed, item: OpenItemRead | undefined, parts: readonly DraftPart[], line: Line) {
  if (asked.type === 'account') {
    const made = accountPart(parts, line, asked.account_code);
    const { amount, vat_rate, contact_id, memo } = asked;
    return {
      ...made,
      amount: amount ?? made.amount,
      vat: vat_rate ?? null,
      contact: contact_id ?? null,
      memo: memo ?? '',
    };
  }
  if (!item) return null;
  if (asked.type !== 'invoice') return itemPart(item, parts, line);
  const discount = asked.discount ?? ZERO;
  const writeOff = asked.write_off ?? ZERO;
  const made = itemPart(item, parts, line, text(big(discount).plus(writeOff)));
  return { ...made, amount: asked.amount ?? made.amount, discount, writeOff };
}

/** A candidate as parts that can be changed before they are accepted, with the amounts that accepting it would give. */
export function partsOf(candidate: CandidateRead, line: Line): DraftPart[] {
  const found = candidate.parts.map((asked) => ({
    asked,
    item: candidate.items.find((item) => asked.type !== 'account' && item.id === asked.id),
  }));
  const made = new Map<Proposed, DraftPart>();
  for (const last of [false, true])
    for (const { asked, item } of found) {
      if (waits(asked, item, line) !== last) continue;
      const part = partOf(asked, item, [...made.values()], line);
      if (part) made.set(asked, part);
    }
  return candidate.parts.flatMap((asked) => made.get(asked) ?? []);
}

/** What an amount in the line's currency is in the books. */
export const worth = (amount: Decimal, rate: Decimal): Decimal => text(big(amount).times(big(rate)));

/** Won on the exchange rate; below zero, lost. `rate`: what a unit of the line's currency is in the books. */
export function exchangeResult(part: ItemPart, rate: Decimal): Decimal {
  const open = big(part.open);
  if (part.inBooks === null || open.eq(0)) return ZERO;
  const seen = new Big(worth(part.lineAmount ?? part.amount ?? ZERO, rate));
  const settled = big(part.inBooks).times(big(part.amount)).div(open.abs()).round(2);
  return text(open.lt(0) ? settled.minus(seen) : seen.minus(settled));
}

/** Whether a rate that was typed is the known one, as far as that is shown. */
export const sameRate = (typed: Decimal, known: Decimal): boolean => big(typed).eq(big(known).round(6));

export type Settlement = 'discount' | 'write_off' | 'fee' | 'open';

/** Where what is short of an invoice goes: granted, forgiven, kept by the bank, or it stays open. */
export function settle(
  parts: readonly DraftPart[],
  key: string,
  how: Settlement,
  bankCosts: string | null = null,
): DraftPart[] {
  return parts.flatMap((part): DraftPart[] => {
    if (part.key !== key || part.type === 'account') return [part];
    const plain = { ...part, discount: ZERO, writeOff: ZERO };
    const short = unpaid(plain);
    if (how === 'discount') return [{ ...plain, discount: short }];
    if (how === 'write_off') return [{ ...plain, writeOff: short }];
    if (how === 'open') return [plain];
    const kept = big(part.open).lt(0) ? big(short) : big(short).neg();
    const fee: AccountPart = {
      key: uniqueKey(),
      type: 'account',
      code: bankCosts,
      amount: text(kept),
      vat: null,
      contact: null,
      memo: '',
    };
    return [{ ...plain, amount: text(big(part.open).abs()) }, fee];
  });
}

export type Hindrance = 'empty' | 'account' | 'amount' | 'too_much';

/** Why these parts cannot be booked; null when they can. What they leave of the line stays open. */
export function hindrance(parts: readonly DraftPart[], line: Line): Hindrance | null {
  if (parts.length === 0) return 'empty';
  if (parts.some((part) => part.type === 'account' && !part.code)) return 'account';
  if (parts.some((part) => big(takes(part, line)).eq(0))) return 'amount';
  const open = big(line.open_amount);
  const rest = big(left(parts, line));
  return rest.times(open).lt(0) || rest.abs().gte(open.abs()) ? 'too_much' : null;
}

/** As the API wants it. */
export function asked(parts: readonly DraftPart[], line: Line): AskedPart[] {
  return parts.map((part): AskedPart => {
    if (part.type === 'account') {
      const { code, amount, vat, contact, memo } = part;
      return {
        type: 'account',
        account_code: code ?? '',
        amount,
        vat_rate: vat,
        contact_id: contact,
        memo: memo.trim() || null,
      };
    }
    if (part.type !== 'invoice') return { type: part.type, id: part.id };
    const { id, amount, discount, writeOff } = part;
    const abroad = part.currency === line.currency ? {} : { line_amount: part.lineAmount };
    const seen = text(big(part.open).abs());
    return { type: 'invoice', id, amount, discount, write_off: writeOff, open_amount: seen, ...abroad };
  });
}
