import type { BankLineFull } from '@/api/gen/types.gen';
import { useCurrency } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { Fact } from '@/ui/fact';
import { Field } from '@/ui/field';
import { MoneyInput } from '@/ui/money-input';
import { sameRate, worth } from './draft';
import { keepTerms, useTerms } from './drafts';

/** At which rate a line in another currency is booked, and what is open of it in the books then. */
export function LineRate({ line }: { line: BankLineFull }) {
  const t = useT('banking');
  const books = useCurrency();
  const said = useTerms(line.id).rate;
  const known = line.exchange_rate;
  const rate = said ?? known;
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line px-4 py-3">
      <div className="w-64 max-sm:w-full">
        <Field
          label={t('rateOf', { currency: line.currency, books })}
          hint={known ? t('rateHint') : t('rateUnknown', { currency: line.currency })}
        >
          {(ids) => (
            <MoneyInput
              {...ids}
              cents={false}
              value={rate}
              onChange={(typed) =>
                keepTerms(line.id, { rate: typed !== null && known && sameRate(typed, known) ? null : typed })
              }
            />
          )}
        </Field>
      </div>
      {rate && (
        <dl className="grid gap-0.5 text-sm">
          <Fact label={t('inBooks')}>
            <span className="figures text-base font-medium">
              <Amount value={worth(line.open_amount, rate)} currency={books} />
            </span>
          </Fact>
        </dl>
      )}
    </div>
  );
}
