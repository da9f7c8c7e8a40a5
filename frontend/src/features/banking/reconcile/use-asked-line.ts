import { useQuery } from '@tanstack/react-query';
import type { BankLineRead } from '@/api/gen/types.gen';
import type { ListState } from '@/lib/list-state';
import { lineOptions } from '../queries';

/**
 * The lines that were fetched, and before them the one that a link asks for where it is none of these. `missing` as long
 * as that one is not there: no other is shown in its place.
 */
export function useAskedLine(state: ListState<BankLineRead>, id: string | undefined) {
  const elsewhere = Boolean(id) && !state.pending && !state.stale && !state.rows.some((row) => row.id === id);
  const query = useQuery({ ...lineOptions(id ?? ''), enabled: elsewhere });
  if (!elsewhere) return { rows: state.rows, missing: null };
  if (query.data) return { rows: [query.data, ...state.rows], missing: null };
  return { rows: state.rows, missing: { error: query.error } };
}
