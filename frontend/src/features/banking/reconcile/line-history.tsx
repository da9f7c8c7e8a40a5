import { Link } from '@tanstack/react-router';
import { Undo2 } from 'lucide-react';
import type { BankLineFull } from '@/api/gen/types.gen';
import { useCurrency } from '@/api/me';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { formatRate, isNegative, isZero, negated } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { DateText, InstantText } from '@/ui/date-text';

interface LineHistoryProps {
  line: BankLineFull;
  /** Given where it may be undone. */
  onUndo?: ((reconciliationId: string) => void) | undefined;
}

/** What was done with a line, the latest first; what was undone stays to be seen. */
export function LineHistory({ line, onUndo }: LineHistoryProps) {
  const t = useT('banking');
  const locale = useFormatLocale();
  if (line.reconciliations.length === 0) return null;
  return (
    <section aria-label={t('history')} className="border-t border-line px-4 py-3">
      <h3 className="mb-2 text-sm font-semibold">{t('history')}</h3>
      <ul className="flex flex-col gap-3">
        {line.reconciliations.map((one) => (
          <li key={one.id} className={one.undone_at ? 'text-muted' : ''}>
            <div className="flex flex-wrap items-center gap-2 text-sm">
              <Badge tone={one.undone_at ? 'neutral' : one.kind === 'automatic' ? 'warn' : 'good'}>
                {t(one.undone_at ? 'undone' : `doneKinds.${one.kind}`)}
              </Badge>
              <span className="text-muted">
                {one.created_by ?? t('byMachine')} · <InstantText at={one.created_at} />
              </span>
              {one.entry_id && (
                <Link
                  to="/journal/$entryId"
                  params={{ entryId: one.entry_id }}
                  className="font-medium text-accent hover:underline"
                >
                  {one.entry_number}
                </Link>
              )}
              {!one.undone_at && onUndo && (
                <Button size="sm" variant="quiet" icon={Undo2} className="ml-auto" onClick={() => onUndo(one.id)}>
                  {t('undo')}
                </Button>
              )}
            </div>
            <ul className="mt-1 text-sm">
              {one.parts.map((part, place) => (
                <li
                  // biome-ignore lint/suspicious/noArrayIndexKey: what was done does not change
                  key={place}
                  className="flex items-baseline justify-between gap-3"
                >
                  <span className="min-w-0 truncate">
                    {part.type === 'account' && <span className="figures mr-1.5">{part.account_code}</span>}
                    {part.type === 'payment' && <span className="mr-1.5">{t('itemTypes.payment')}</span>}
                    {part.label ?? part.memo}
                    {part.returned_on && (
                      <span className="ml-1.5 text-warn">
                        {t('cameBackOn')} <DateText day={part.returned_on} />
                      </span>
                    )}
                    {part.vat_rate && (
                      <span className="ml-1.5 text-muted">
                        {t('ofWhichVat', { rate: formatRate(part.vat_rate, locale) })}{' '}
                        <Amount value={part.vat_amount ?? null} currency={line.currency} />
                      </span>
                    )}
                  </span>
                  <span className={`num ${one.undone_at ? 'line-through' : ''}`}>
                    <Amount value={part.amount} currency={line.currency} />
                  </span>
                </li>
              ))}
            </ul>
            <InBooks done={one} />
            {one.undone_because && <p className="text-sm">{t('undoneBecause', { reason: one.undone_because })}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Of a line or an item in another currency: what it came to in the books, and what its rate won or lost. */
function InBooks({ done }: { done: BankLineFull['reconciliations'][number] }) {
  const t = useT('banking');
  const books = useCurrency();
  const { books_amount, exchange_result } = done;
  if (books_amount === null && isZero(exchange_result)) return null;
  const lost = isNegative(exchange_result);
  return (
    <p className="mt-1 flex flex-wrap justify-between gap-x-3 text-sm text-muted">
      <span>
        {books_amount !== null && (
          <>
            {t('inBooks')} <Amount value={books_amount} currency={books} />
          </>
        )}
      </span>
      {!isZero(exchange_result) && (
        <span>
          {t(lost ? 'exchangeLost' : 'exchangeWon')}{' '}
          <Amount value={lost ? negated(exchange_result) : exchange_result} currency={books} />
        </span>
      )}
    </p>
  );
}
