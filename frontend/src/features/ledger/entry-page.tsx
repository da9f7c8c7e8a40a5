import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStanding } from '@/api/anomalies';
import { useCurrency } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { buttonClass } from '@/ui/button';
import { DateText, InstantText } from '@/ui/date-text';
import { EntryTotal } from '@/ui/entry-total';
import { ErrorState } from '@/ui/error-state';
import { NotFound } from '@/ui/not-found';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { StandoutNotice } from '@/ui/standout';
import { EntryActions } from './entry-actions';
import { EntryState } from './entry-state';
import { PostedTable } from './posted-table';
import { entryOptions } from './queries';

const route = getRouteApi('/_app/journal/$entryId');

/** One entry by itself: what was booked, when, by whom, from what. */
export function EntryPage() {
  const t = useT('ledger');
  const failure = useFailure();
  const { entryId } = route.useParams();
  const currency = useCurrency();
  const query = useQuery(entryOptions(entryId));
  const entry = query.data;
  const standing = useStanding([entryId]);
  if (query.isError && asApiError(query.error).missing) {
    return (
      <NotFound title={t('entryMissing')} text={t('entryMissingText')}>
        <Link to="/journal" className={buttonClass('primary')}>
          {t('backToJournal')}
        </Link>
      </NotFound>
    );
  }
  return (
    <div className="mx-auto max-w-3xl">
      <Link to="/journal" className="mb-3 inline-flex items-center gap-1.5 rounded text-sm text-muted hover:text-ink">
        <ArrowLeft size={14} aria-hidden />
        {t('journal')}
      </Link>
      <PageHeader
        title={entry ? entry.number : t('entry')}
        note={
          entry && (
            <span className="inline-flex items-center gap-2">
              <EntryState entry={entry} />
            </span>
          )
        }
      >
        {entry && <EntryActions entry={entry} />}
      </PageHeader>
      {entry && (
        <div className="mb-4 empty:hidden">
          <StandoutNotice found={standing.get(entry.id)} />
        </div>
      )}
      <div className="rounded-lg border border-line bg-surface">
        {query.isPending && <SkeletonRows rows={4} />}
        {query.isError && (
          <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
        )}
        {entry && (
          <>
            <dl className="grid grid-cols-2 gap-x-6 gap-y-3 border-b border-line p-4 max-md:grid-cols-1">
              <Fact label={t('date')}>
                <DateText day={entry.booked_on} />
              </Fact>
              <Fact label={t('journalOf')}>{t(`journals.${entry.journal}`)}</Fact>
              <Fact label={t('total')}>
                <EntryTotal entry={entry} currency={currency} />
              </Fact>
              <Fact label={t('memo')}>{entry.memo || '–'}</Fact>
              <Fact label={t('recorded')}>
                <InstantText at={entry.recorded_at} exact />
                {entry.recorded_by && ` · ${entry.recorded_by}`}
              </Fact>
            </dl>
            <div className="px-4 py-2">
              <PostedTable postings={entry.postings} seen={entry.etag} />
            </div>
            <p className="flex items-center gap-2 border-t border-line px-4 py-3 text-sm text-muted">
              <CircleCheck size={15} aria-hidden className="text-pos" />
              {t('balanced')}
            </p>
          </>
        )}
      </div>
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
