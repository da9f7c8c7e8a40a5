import { parseMoney } from '@/lib/money';
import { blankLine, type Draft, isBlank, type Line } from './draft';

/** Changes of the lines, each from one draft to the next: nothing here knows of the screen. */

export function changeLine(draft: Draft, key: string, change: Partial<Line>): Draft {
  return { ...draft, lines: draft.lines.map((line) => (line.key === key ? { ...line, ...change } : line)) };
}

/** A new line below this one; below an empty one there is no need for another. Answers with the line to go to. */
export function addBelow(draft: Draft, key: string): { draft: Draft; go: string } {
  const at = draft.lines.findIndex((line) => line.key === key);
  const here = draft.lines[at];
  const next = draft.lines[at + 1];
  if (here && isBlank(here)) return { draft, go: here.key };
  if (next && isBlank(next)) return { draft, go: next.key };
  const made = blankLine(here);
  return { draft: { ...draft, lines: draft.lines.toSpliced(at + 1, 0, made) }, go: made.key };
}

export function addAtEnd(draft: Draft): { draft: Draft; go: string } {
  const last = draft.lines.at(-1);
  if (last) return addBelow(draft, last.key);
  const made = blankLine();
  return { draft: { ...draft, lines: [made] }, go: made.key };
}

/** There is always a line to type in. Answers with the line to go to. */
export function removeLine(draft: Draft, key: string): { draft: Draft; go: string } {
  const at = draft.lines.findIndex((line) => line.key === key);
  const left = draft.lines.toSpliced(at, at < 0 ? 0 : 1);
  const lines = left.length > 0 ? left : [blankLine()];
  return { draft: { ...draft, lines }, go: lines[Math.min(Math.max(at, 0), lines.length - 1)]?.key ?? '' };
}

export function moveLine(draft: Draft, key: string, by: -1 | 1): Draft {
  const from = draft.lines.findIndex((line) => line.key === key);
  const to = from + by;
  const line = draft.lines[from];
  if (!line || to < 0 || to >= draft.lines.length) return draft;
  return { ...draft, lines: draft.lines.toSpliced(from, 1).toSpliced(to, 0, line) };
}

/** The line above or below, or null at the ends. */
export function neighbour(draft: Draft, key: string, by: -1 | 1): string | null {
  const at = draft.lines.findIndex((line) => line.key === key);
  return draft.lines[at + by]?.key ?? null;
}

/**
 * Rows copied from a spreadsheet: description, then quantity and price, or the price alone. Null for plain text, which
 * is left to the field. A spreadsheet writes numbers as the locale does: "1.000" is a thousand in Dutch.
 */
export function pastedLines(text: string, locale: string, like?: Line): Line[] | null {
  const rows = text
    .replace(/\r/g, '')
    .split('\n')
    .filter((row) => row.trim());
  if (!text.includes('\t') && rows.length < 2) return null;
  return rows.map((row) => {
    const [description = '', ...cells] = row.split('\t').map((cell) => cell.trim());
    const numbers = cells.map((cell) => parseMoney(cell, locale)).filter((number) => number !== null);
    const [first, second] = numbers;
    const line = { ...blankLine(like), description };
    if (second !== undefined && first !== undefined) return { ...line, quantity: first, unit_price: second };
    return first === undefined ? line : { ...line, unit_price: first };
  });
}

/** Puts pasted rows in at a line: an empty one gives its place. */
export function insertLines(draft: Draft, key: string, made: readonly Line[]): Draft {
  const at = draft.lines.findIndex((line) => line.key === key);
  const here = draft.lines[at];
  const empty = here !== undefined && isBlank(here);
  return { ...draft, lines: draft.lines.toSpliced(empty ? at : at + 1, empty ? 1 : 0, ...made) };
}
