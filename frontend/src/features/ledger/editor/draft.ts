import type { PostingDraft, TemplatePosting } from '@/api/gen/types.gen';
import { type Decimal, isZero, negated, sum } from '@/lib/money';
import { uniqueKey } from '@/lib/unique-key';
import type { TagShare } from '@/ui/tag-shares';

/** A posting while it is being typed. */
export interface DraftLine {
  key: string;
  account: string | null;
  debit: Decimal | null;
  credit: Decimal | null;
  /** On which side a template wants an amount. */
  side: 'debit' | 'credit' | null;
  memo: string;
  contact: string | null;
  /** Null: that of the books. */
  currency: string | null;
  /** Null: that of the day. */
  rate: Decimal | null;
  tags: readonly TagShare[];
  grids: readonly string[];
}

export function emptyLine(): DraftLine {
  return {
    key: uniqueKey().slice(0, 8),
    account: null,
    debit: null,
    credit: null,
    side: null,
    memo: '',
    contact: null,
    currency: null,
    rate: null,
    tags: [],
    grids: [],
  };
}

export const emptyLines = (): DraftLine[] => [emptyLine(), emptyLine()];

/** Nothing was typed in it: it is not sent. */
export const isBlank = (line: DraftLine): boolean => !line.account && !line.debit && !line.credit && !line.memo;

export const filledLines = (lines: readonly DraftLine[]): DraftLine[] => lines.filter((line) => !isBlank(line));

const amountOf = (amount: Decimal | null) => (amount && !isZero(amount) ? amount : null);

/** As the API takes it; what was left out is not sent. */
export function toPosting(line: DraftLine): PostingDraft {
  return {
    account_code: line.account ?? '',
    debit: amountOf(line.debit),
    credit: amountOf(line.credit),
    memo: line.memo.trim() || null,
    contact_id: line.contact,
    currency: line.currency,
    exchange_rate: line.rate,
    grids: [...line.grids],
    tags: line.tags.map((share) => ({ ...share })),
  };
}

/** As a template keeps it: without its amounts, it still knows on which side they stood. */
export function toTemplatePosting(line: DraftLine, amounts: boolean): TemplatePosting {
  const side = amountOf(line.debit) ? 'debit' : amountOf(line.credit) ? 'credit' : line.side;
  const posting = toPosting(line);
  const kept = amounts && (posting.debit || posting.credit);
  return kept ? posting : { ...posting, debit: null, credit: null, side };
}

type Kept = Omit<TemplatePosting, 'tags'> & { tags?: readonly { tag_id: string; percent?: Decimal }[] };

export function fromPosting(posting: Kept): DraftLine {
  return {
    ...emptyLine(),
    account: posting.account_code,
    debit: posting.debit ?? null,
    credit: posting.credit ?? null,
    side: posting.side ?? null,
    memo: posting.memo ?? '',
    contact: posting.contact_id ?? null,
    currency: posting.currency ?? null,
    rate: posting.exchange_rate ?? null,
    tags: (posting.tags ?? []).map(({ tag_id, percent }) => ({ tag_id, percent: percent ?? '100' })),
    grids: posting.grids ?? [],
  };
}

/** Boxes of a VAT return as somebody types them, one after the other. */
export const gridsOf = (typed: string): string[] => typed.split(/[\s,;]+/).filter(Boolean);

const GRIDS: Record<string, RegExp> = { NL: /^[+-][1-5][a-g]v?$/ };
const DIGITS = /^[+-]\d{2}$/;

/** Whether a box is written as those of a country's return are; which ones there are, the books say. */
export const isGrid = (grid: string, country: string): boolean => (GRIDS[country] ?? DIGITS).test(grid);

/** Debit minus credit as typed; null where a line is in another currency, then only the books can tell. */
export function differenceOf(lines: readonly DraftLine[]): Decimal | null {
  if (lines.some((line) => line.currency)) return null;
  return sum(lines.flatMap((line) => [line.debit ?? '0', line.credit ? negated(line.credit) : '0']));
}

/** A line that takes what is missing, on the side where it is missing. */
export function withMissing(line: DraftLine, difference: Decimal): DraftLine {
  const before = sum([difference, negated(line.debit ?? '0'), line.credit ?? '0']);
  if (isZero(before)) return line;
  return before.startsWith('-')
    ? { ...line, debit: before.slice(1), credit: null }
    : { ...line, debit: null, credit: before };
}
