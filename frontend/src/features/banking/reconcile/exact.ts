import { bankingListCandidates } from '@/api/gen/sdk.gen';
import type { BankLineRead, CandidateRead } from '@/api/gen/types.gen';

export interface Exact {
  line: BankLineRead;
  candidate: CandidateRead;
}

/** So many lines are asked for side by side. */
const SIDE_BY_SIDE = 4;

/** Asks for each line what it settles without doubt; tells how many lines were asked for. */
export async function findExact(
  lines: readonly BankLineRead[],
  tell: (asked: number) => void,
  signal: AbortSignal,
): Promise<Exact[]> {
  const found: (Exact | null)[] = lines.map(() => null);
  let next = 0;
  let asked = 0;
  async function worker() {
    while (next < lines.length && !signal.aborted) {
      const place = next++;
      const line = lines[place];
      if (!line) return;
      const { data } = await bankingListCandidates({ path: { line_id: line.id }, signal, throwOnError: true });
      const candidate = data.data.find((one) => one.is_sure);
      found[place] = candidate ? { line, candidate } : null;
      asked += 1;
      tell(asked);
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  return unambiguous(found.filter((one) => one !== null));
}

/** Where two lines would settle the same item neither is without doubt. */
export function unambiguous(found: readonly Exact[]): Exact[] {
  const times = new Map<string, number>();
  for (const { candidate } of found) for (const { id } of candidate.items) times.set(id, (times.get(id) ?? 0) + 1);
  return found.filter(({ candidate }) => candidate.items.every(({ id }) => times.get(id) === 1));
}
