import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  BadgeCheck,
  Banknote,
  Bell,
  CalendarPlus,
  CircleSlash,
  Copy,
  FileClock,
  FileMinus,
  type LucideIcon,
  Pencil,
  Percent,
  RotateCcw,
  Send,
  ThumbsDown,
  ThumbsUp,
  Undo2,
} from 'lucide-react';
import type { HistoryEvent, InvoiceShown } from '@/api/gen/types.gen';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { Card } from '@/ui/card';
import { DateText, InstantText } from '@/ui/date-text';
import { ErrorState } from '@/ui/error-state';
import { SkeletonRows } from '@/ui/skeleton';
import { historyOptions } from '../queries';

const ICONS: Record<HistoryEvent['kind'], LucideIcon> = {
  drafted: Pencil,
  opened: FileClock,
  issued: BadgeCheck,
  sent: Send,
  paid: Banknote,
  discounted: Percent,
  written_off: CircleSlash,
  credited: FileMinus,
  returned: RotateCcw,
  undone: Undo2,
  reminded: Bell,
  copied_from_quote: Copy,
  accepted: ThumbsUp,
  declined: ThumbsDown,
  extended: CalendarPlus,
  offered_again: RotateCcw,
};

/** What happened to it and who did it, with the way to what it did in the books. */
export function Timeline({ invoice }: { invoice: InvoiceShown }) {
  const t = useT('invoices');
  const failure = useFailure();
  const query = useQuery(historyOptions(invoice.id));
  return (
    <Card title={t('history')} padded={false}>
      {query.isPending && <SkeletonRows rows={3} />}
      {query.isError && (
        <ErrorState title={t('historyFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      <ol className="px-4 py-2">
        {query.data?.map((event, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what happened stays in its order
          <Event key={place} event={event} invoice={invoice} />
        ))}
      </ol>
    </Card>
  );
}

function Event({ event, invoice }: { event: HistoryEvent; invoice: InvoiceShown }) {
  const t = useT('invoices');
  const Icon = ICONS[event.kind];
  const { currency } = invoice;
  /** What a supplier issued is only booked here. */
  const kind = event.kind === 'issued' && invoice.direction === 'purchase' ? 'booked' : event.kind;
  const link = 'rounded text-accent hover:underline';
  return (
    <li className="flex gap-3 py-1.5">
      <Icon size={15} aria-hidden className="mt-0.5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{t(`event.${kind}`, { level: event.level ?? 0 })}</span>
          {event.amount && event.kind !== 'reminded' && <Amount value={event.amount} currency={currency} />}
          {event.kind === 'extended' && event.on && <DateText day={event.on} />}
          {event.to && <span className="break-all text-muted">{event.to}</span>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          <InstantText at={event.at} />
          {event.by && <span>{event.by}</span>}
          {event.entry_id && (
            <Link to="/journal/$entryId" params={{ entryId: event.entry_id }} className={link}>
              {t('entry')}
            </Link>
          )}
          {event.invoice_id && (
            <Link to="/invoices/$invoiceId" params={{ invoiceId: event.invoice_id }} className={link}>
              {t('otherSide')}
            </Link>
          )}
        </p>
      </div>
    </li>
  );
}
