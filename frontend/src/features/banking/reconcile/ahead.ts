import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { BankLineRead } from '@/api/gen/types.gen';
import { bankKeys } from '../queries';
import { candidatesOptions } from './queries';

/** How many lines after the one that is read. */
const AHEAD = 2;

const savesData = () => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

/**
 * What the next lines could settle, asked while somebody reads this one: one at a time, after this one's own answer, and
 * anew after something was booked. Nobody who saves data pays for lines that they may not come to.
 */
export function useAhead(shown: readonly BankLineRead[], current: BankLineRead | undefined, booked: number) {
  const client = useQueryClient();
  const at = current ? shown.indexOf(current) : -1;
  const waiting = shown.slice(at + 1).filter(({ status }) => status === 'open' || status === 'partly');
  const ids =
    at < 0
      ? ''
      : waiting
          .slice(0, AHEAD)
          .map(({ id }) => id)
          .join();
  const own = bankKeys.candidates(current?.id ?? '');
  const reading = useIsFetching({ queryKey: own });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer that came, and what was booked, are events
  useEffect(() => {
    if (!ids || savesData() || client.isFetching({ queryKey: own }) > 0) return;
    let here = true;
    const ask = async () => {
      for (const id of ids.split(',')) if (here) await client.prefetchQuery(candidatesOptions(id));
    };
    void ask();
    return () => {
      here = false;
    };
  }, [client, ids, current?.id, reading, booked]);
}
