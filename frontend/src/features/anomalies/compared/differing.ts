/** A piece of text, and whether the other text has it not. */
export interface Piece {
  text: string;
  differs: boolean;
}

/** Two numbers beside each other: which characters of each the other has not, by their longest common sequence. Of numbers
 * that are more unlike than alike all is different: the few characters that both happen to have would tell nothing. */
export function differing(one: string, other: string): [Piece[], Piece[]] {
  const [left, right] = [[...one], [...other]];
  const longest = commonLengths(left, right);
  if (2 * (longest[0]?.[0] ?? 0) < Math.max(left.length, right.length)) return [pieces(left, []), pieces(right, [])];
  const kept: [boolean[], boolean[]] = [left.map(() => false), right.map(() => false)];
  let [at, beside] = [0, 0];
  while (at < left.length && beside < right.length) {
    if (left[at] === right[beside]) {
      kept[0][at++] = true;
      kept[1][beside++] = true;
    } else if ((longest[at + 1]?.[beside] ?? 0) >= (longest[at]?.[beside + 1] ?? 0)) at++;
    else beside++;
  }
  return [pieces(left, kept[0]), pieces(right, kept[1])];
}

/** How long the longest common sequence is from each pair of places on. */
function commonLengths(left: readonly string[], right: readonly string[]): number[][] {
  const longest = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let at = left.length - 1; at >= 0; at--)
    for (let beside = right.length - 1; beside >= 0; beside--) {
      const [row, below] = [longest[at] ?? [], longest[at + 1] ?? []];
      row[beside] =
        left[at] === right[beside] ? (below[beside + 1] ?? 0) + 1 : Math.max(below[beside] ?? 0, row[beside + 1] ?? 0);
    }
  return longest;
}

function pieces(characters: readonly string[], kept: readonly boolean[]): Piece[] {
  const made: Piece[] = [];
  characters.forEach((character, place) => {
    const differs = !kept[place];
    const last = made.at(-1);
    if (last?.differs === differs) last.text += character;
    else made.push({ text: character, differs });
  });
  return made;
}
