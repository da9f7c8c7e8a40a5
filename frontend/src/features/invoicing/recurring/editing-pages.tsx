import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RecurringRead } from '@/api/gen/types.gen';
import { useCurrency, useMay, useMe } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useFailure, useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { buttonClass } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { NotAllowed } from '@/ui/not-allowed';
import { NotFound } from '@/ui/not-found';
import { Notice } from '@/ui/notice';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { blankDraft, draftFrom } from '../editor/draft';
import { invoiceOptions } from '../queries';
import { oneRecurringOptions } from './queries';
import { RecurringEditor } from './recurring-editor';
import { blankSchedule, draftOf, scheduleFrom } from './schedule';

const newRoute = getRouteApi('/_app/invoices/recurring/new');
const oneRoute = getRouteApi('/_app/invoices/recurring/$recurringId');

/** A new one, from nothing or like an invoice that exists. */
export function NewRecurringPage() {
  const t = useT('recurring');
  const may = useMay();
  const me = useMe();
  const currency = useCurrency();
  const { like } = newRoute.useSearch();
  const source = useQuery({ ...invoiceOptions(like ?? ''), enabled: like !== undefined });
  if (!may('invoices:write') || (like && source.isPending)) {
    return (
      <>
        <PageHeader title={t('newTitle')} />
        {may('invoices:write') ? <SkeletonRows rows={6} /> : <NotAllowed />}
      </>
    );
  }
  const found = source.data && draftFrom(source.data);
  const undated = found && {
    ...found,
    series: '',
    exchange_rate: null,
    issued_on: null,
    due_on: null,
    supplied_on: null,
  };
  return (
    <RecurringEditor
      key={like}
      title={t('newTitle')}
      name={`${me?.tenant.id}:${me?.id}:recurring:${like ?? 'new'}`}
      initial={undated ?? blankDraft('sale', 'invoice', currency)}
      start={blankSchedule(source.data ? t('named', { name: source.data.contact_name }) : '')}
    />
  );
}

export function RecurringOnePage() {
  const t = useT('recurring');
  const failure = useFailure();
  const { recurringId } = oneRoute.useParams();
  const query = useQuery({ ...oneRecurringOptions(recurringId), refetchOnWindowFocus: false });
  const [opened, setOpened] = useState(0);
  const openAgain = () => void query.refetch().then(() => setOpened((now) => now + 1));
  if (query.data) return <Editing key={`${recurringId}-${opened}`} recurring={query.data} onOpenAgain={openAgain} />;
  if (query.isError && asApiError(query.error).missing) {
    return (
      <NotFound title={t('missing')}>
        <Link to="/invoices/recurring" className={buttonClass('primary')}>
          {t('title')}
        </Link>
      </NotFound>
    );
  }
  return (
    <>
      <PageHeader title={t('title')} />
      {query.isPending && <SkeletonRows rows={6} />}
      {query.isError && (
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
    </>
  );
}

function Editing({ recurring, onOpenAgain }: { recurring: RecurringRead; onOpenAgain: () => void }) {
  const t = useT('recurring');
  const me = useMe();
  const may = useMay();
  const say = useProblemText();
  const currency = useCurrency();
  // What was opened first: a newer version must not come in under what is being typed.
  const [seen] = useState(recurring);
  const [initial] = useState(() => draftOf(recurring, currency));
  const [start] = useState(() => scheduleFrom(recurring));
  if (!may('invoices:write')) {
    return (
      <>
        <PageHeader title={recurring.name} />
        <NotAllowed />
      </>
    );
  }
  const code = recurring.problem?.code;
  return (
    <>
      {recurring.problem && (
        <div className="mb-4">
          <Notice tone="bad" title={t('stuckTitle')}>
            {say({ code: String(code ?? ''), message: String(recurring.problem.message ?? '') })}
          </Notice>
        </div>
      )}
      <RecurringEditor
        title={recurring.name}
        name={`${me?.tenant.id}:${me?.id}:recurring:${recurring.id}`}
        initial={initial}
        start={start}
        recurring={seen}
        now={recurring}
        onOpenAgain={onOpenAgain}
      />
    </>
  );
}
