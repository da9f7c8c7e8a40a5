import { queryOptions, useQuery } from '@tanstack/react-query';
import { addDays, type Day } from '@/lib/dates';
import type { Decimal } from '@/lib/money';
import { listExchangeRates } from './gen/sdk.gen';

/** How many days old a rate may be and still stand for a day, as the books have it. */
const OLDEST_USED = 10;

/** What a unit of a currency is in the books on a day; null where no rate of that day is known. */
function dayRateOptions(currency: string, on: Day) {
  return queryOptions({
    queryKey: ['ledger', 'rates', 'of-day', currency, on] as const,
    queryFn: async ({ signal }): Promise<Decimal | null> => {
      const query = { currency: [currency], from: addDays(on, -OLDEST_USED), to: on, limit: 1 };
      const { data } = await listExchangeRates({ query, signal, throwOnError: true });
      return data.data[0]?.worth ?? null;
    },
  });
}

/** Undefined while it is not known yet whether there is one, and where no day is asked about. */
export function useDayRate(currency: string, on: Day | null): Decimal | null | undefined {
  return useQuery({ ...dayRateOptions(currency, on ?? ''), enabled: on !== null }).data;
}
