import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { totalInvoiceLines } from '@/api/gen/sdk.gen';
import type { LineTotal, TotalsRead } from '@/api/gen/types.gen';
import { useDebounced } from '@/lib/use-debounced';
import { invoiceKeys } from '../keys';
import { askedTotals, type Draft, filled } from './draft';

const PAUSE = 250;

export interface LineAnswer {
  /** What was made of it, with all that was left to be proposed. */
  total: LineTotal | undefined;
  /** What is in the way of issuing it. */
  problems: TotalsRead['problems'];
}

export interface Totals {
  answer: TotalsRead | undefined;
  /** By the line's own key. */
  lines: ReadonlyMap<string, LineAnswer>;
  /** What is in the way of the whole. */
  others: TotalsRead['problems'];
  /** The answer is about what stood there a moment ago. */
  stale: boolean;
  error: unknown;
}

const placeOf = (field: string | null | undefined) => /^lines\.(\d+)\./.exec(field ?? '')?.[1];

/** What the lines come to. The server adds up: asked when typing pauses, and only the answer to the last question counts. */
export function useTotals(draft: Draft): Totals {
  const asked = useMemo(() => ({ body: askedTotals(draft), keys: filled(draft).map((line) => line.key) }), [draft]);
  const text = JSON.stringify(asked);
  const settled = useDebounced(text, PAUSE);
  const query = useQuery({
    queryKey: [...invoiceKeys.all, 'totals', settled] as const,
    queryFn: async ({ signal }) => {
      const { body, keys } = JSON.parse(settled) as typeof asked;
      const { data } = await totalInvoiceLines({ body, signal, throwOnError: true });
      return { answer: data.data, keys };
    },
    placeholderData: keepPreviousData,
    staleTime: 0, // what was missing may have been filled in meanwhile
    gcTime: 60_000,
    retry: false,
  });
  const { data, error, isPlaceholderData } = query;
  return useMemo(() => {
    const problems = data?.answer.problems ?? [];
    const lines = new Map(
      (data?.keys ?? []).map((key, place): [string, LineAnswer] => [
        key,
        {
          total: data?.answer.lines[place],
          problems: problems.filter((one) => placeOf(one.field) === String(place)),
        },
      ]),
    );
    const others = problems.filter((one) => placeOf(one.field) === undefined);
    return { answer: data?.answer, lines, others, stale: isPlaceholderData || settled !== text, error };
  }, [data, isPlaceholderData, error, settled, text]);
}
