import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { asApiError } from '@/api/problem';
import { useFailure, useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { buttonClass } from '@/ui/button';
import { DateText } from '@/ui/date-text';
import { ErrorState } from '@/ui/error-state';
import { NotFound } from '@/ui/not-found';
import { Notice } from '@/ui/notice';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { recurringEntryOptions } from './queries';
import { RecurringActions } from './recurring-actions';
import { RecurringForm } from './recurring-form';

/** One recurring entry, or a new one. */
export function RecurringEditorPage({ id }: { id?: string }) {
  const t = useT('books');
  const failure = useFailure();
  const say = useProblemText();
  const query = useQuery({ ...recurringEntryOptions(id ?? ''), enabled: Boolean(id) });
  const found = query.data;
  if (query.isError && asApiError(query.error).missing) {
    return (
      <NotFound title={t('recurringMissing')} text={t('recurringMissingText')}>
        <Link to="/books/recurring" className={buttonClass('primary')}>
          {t('parts.recurring')}
        </Link>
      </NotFound>
    );
  }
  return (
    <div className="max-w-4xl">
      <Link
        to="/books/recurring"
        className="mb-3 inline-flex items-center gap-1.5 rounded text-sm text-muted hover:text-ink"
      >
        <ArrowLeft size={14} aria-hidden />
        {t('parts.recurring')}
      </Link>
      <PageHeader title={id ? (found?.name ?? t('parts.recurring')) : t('newRecurring')}>
        {found && <RecurringActions recurring={found} />}
      </PageHeader>
      {found?.problem && (
        <div className="mb-4">
          <Notice tone="bad" title={t('recurringProblem')}>
            <DateText day={found.problem.due_on} />: {say(found.problem)}
          </Notice>
        </div>
      )}
      {id && query.isPending && <SkeletonRows rows={5} />}
      {query.isError && !found && (
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      {(!id || found) && <RecurringForm key={found?.version ?? 'new'} recurring={found} />}
    </div>
  );
}
