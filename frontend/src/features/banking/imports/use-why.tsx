import type { ReactNode } from 'react';
import type { StatementReason } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';

/** Values that are amounts; where the same name is a count, the sentence has no tag for it. */
const AMOUNTS: Partial<Record<NonNullable<StatementReason['code']>, string[]>> = {
  balances_differ: ['opening', 'total', 'made', 'closing'],
  total_differs: ['said', 'found'],
};

/** Why a file is not read or does not add up, in the reader's language; in English what is too rare for a code. */
export function useWhy(): (reason: StatementReason, currency?: string | null) => ReactNode {
  const t = useT('banking');
  return ({ code, values, message }, currency) => {
    if (!code) return message;
    const field = `fields.${values.column ?? ''}` as 'fields.amount';
    const amounts = (AMOUNTS[code] ?? []).map((name) => [
      name,
      () => <Amount value={values[name] ?? null} currency={currency} />,
    ]);
    const column = t.has(field) ? t(field) : (values.column ?? '');
    const said = t.rich(`because.${code}`, { ...values, column, ...Object.fromEntries(amounts) });
    return values.file ? (
      <>
        {values.file}: {said}
      </>
    ) : (
      said
    );
  };
}
