import { expect, it } from 'vitest';
import { differing, type Piece } from './differing';

const marked = (pieces: readonly Piece[]) => pieces.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('');
const both = (one: string, other: string) => differing(one, other).map(marked);

it.each([
  ['2026-118', '2026118', ['2026[-]118', '2026118']],
  ['F0118', 'FO118', ['F[0]118', 'F[O]118']],
  ['118B', '118', ['118[B]', '118']],
  ['000118', '118', ['[000]118', '118']],
  ['2181', '2118', undefined],
  ['BE68 5390 0754 7034', 'LT12 1000 0111 0100', ['[BE68 5390 0754 7034]', '[LT12 1000 0111 0100]']],
  ['', '7', ['', '[7]']],
  ['same', 'same', ['same', 'same']],
])('%s beside %s', (one, other, expected) => {
  const found = both(one, other);
  if (expected) expect(found).toEqual(expected);
  // Whatever is marked, what is left of both is the same, and nothing is lost.
  const [left, right] = differing(one, other);
  const kept = (pieces: readonly Piece[]) =>
    pieces
      .filter((piece) => !piece.differs)
      .map((piece) => piece.text)
      .join('');
  expect(kept(left)).toBe(kept(right));
  expect(left.map((piece) => piece.text).join('')).toBe(one);
});
