export const SHORTEST_PASSWORD = 8;
export const LONGEST_PASSWORD = 128;

export type Strength = 'short' | 'weak' | 'fair' | 'good' | 'strong';

/** Characters as people count them; an emoji is one. */
export const lengthOf = (password: string): number => [...password].length;

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}]/gu, '');

/** How many of its characters surprise: not the same again, and not the next of a row such as abc or 321. */
function surprising(password: string): number {
  const codes = [...password].map((character) => character.codePointAt(0) ?? 0);
  return codes.filter((code, at) => at === 0 || Math.abs(code - (codes[at - 1] ?? 0)) > 1).length;
}

/**
 * Length is what counts; which characters does not. `known` is what anybody knows about the person: name, address,
 * company. The server has the last word, and the list of the most common passwords.
 */
export function strengthOf(password: string, known: readonly string[] = []): Strength {
  const length = lengthOf(password);
  if (length < SHORTEST_PASSWORD) return 'short';
  const bare = letters(password);
  const words = known.flatMap((text) => [text, ...text.split(/[\s@.,_-]+/)]).map(letters);
  const guessable = bare.length >= 4 && words.includes(bare);
  const distinct = new Set(password.toLowerCase()).size;
  const worth = Math.min(surprising(password), distinct * 2);
  if (guessable || worth < SHORTEST_PASSWORD - 2) return 'weak';
  if (worth < 11) return 'fair';
  return worth < 15 ? 'good' : 'strong';
}
