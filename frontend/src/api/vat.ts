import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Locale } from '@/i18n/i18n';
import { listVatTreatments } from './gen/sdk.gen';
import type { Treatment, TreatmentRead } from './gen/types.gen';

interface Asked {
  on?: string | null;
  /** Of the sentences that the law wants on the invoice. */
  language?: Locale | null;
}

/** How VAT can work on a sale or a purchase, with the rates of that day and the sentence an invoice must carry. */
export function treatmentsOptions({ on = null, language = null }: Asked = {}) {
  return queryOptions({
    queryKey: ['vat', 'treatments', on, language] as const,
    queryFn: async ({ signal }) =>
      (await listVatTreatments({ query: { on, language }, signal, throwOnError: true })).data.data,
    staleTime: 10 * 60_000,
  });
}

export function useTreatments(asked: Asked = {}): readonly TreatmentRead[] {
  return useQuery(treatmentsOptions(asked)).data ?? [];
}

export type Direction = 'sale' | 'purchase';

/** Those that this side of the books knows. */
export function ofDirection(treatments: readonly TreatmentRead[], direction: Direction): readonly TreatmentRead[] {
  return treatments.filter((one) => (direction === 'sale' ? one.of_sales : one.of_purchases));
}

/** What a line can choose: of a sale what the company's regime lets go so; a credit note follows its old paper. */
export function ofLines(known: readonly TreatmentRead[], direction: Direction, kind: string): readonly TreatmentRead[] {
  const found = ofDirection(known, direction);
  return direction === 'sale' && kind !== 'credit_note' ? found.filter((one) => one.fits_regime) : found;
}

export type TreatmentName = Treatment;
