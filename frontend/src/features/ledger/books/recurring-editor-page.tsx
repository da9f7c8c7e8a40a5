import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useBegunOn } from '@/api/begun-on';
import type { RecurringEntryRead } from '@/api/gen/types.gen';
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
  const query = useQuery({ ...recurringEntryOptions(id ?? ''), enabled: Boolean(id) });
  const [opened, setOpened] = useState(0);
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
      {found ? (
        <Opened
          key={opened}
          recurring={found}
          onOpenAgain={() => void query.refetch().then(() => setOpened((now) => now + 1))}
        />
      ) : (
        <PageHeader title={t(id ? 'parts.recurring' : 'newRecurring')} />
      )}
      {id && query.isPending && <SkeletonRows rows={5} />}
      {query.isError && !found && (
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      {!id && <RecurringForm />}
    </div>
  );
}

interface OpenedProps {
  recurring: RecurringEntryRead;
  onOpenAgain: () => void;
}

function Opened({ recurring, onOpenAgain }: OpenedProps) {
  const t = useT('books');
  const say = useProblemText();
  const { begunOn, moved } = useBegunOn(recurring.version);
  const { name, problem } = recurring;
  return (
    <>
      <PageHeader title={name}>
        <RecurringActions recurring={recurring} onChanged={moved} />
      </PageHeader>
      {problem && (
        <div className="mb-4">
          <Notice tone="bad" title={t('recurringProblem')}>
            <DateText day={problem.due_on} />: {say(problem)}
          </Notice>
        </div>
      )}
      <RecurringForm recurring={recurring} begunOn={begunOn} onOpenAgain={onOpenAgain} />
    </>
  );
}
