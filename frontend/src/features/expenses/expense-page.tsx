import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useStanding } from '@/api/anomalies';
import type { ExpenseMake, ExpenseRead } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { buttonClass } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { NotFound } from '@/ui/not-found';
import { Notice } from '@/ui/notice';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { StandoutNotice } from '@/ui/standout';
import { ExpenseActions } from './expense-actions';
import { ExpenseFacts } from './expense-facts';
import { ExpenseForm } from './expense-form';
import { ExpenseState } from './expense-state';
import { useReviseExpense, useSubmitExpense } from './mutations';
import { MissingPaper } from './paper';
import { expenseOptions } from './queries';

const route = getRouteApi('/_app/expenses/$expenseId');

/** One expense: a form while it can be changed, then what became of it. */
export function ExpensePage() {
  const t = useT('expenses');
  const failure = useFailure();
  const { expenseId } = route.useParams();
  const query = useQuery(expenseOptions(expenseId));
  const expense = query.data;
  const standing = useStanding([expenseId]);
  if (query.isError && asApiError(query.error).missing) {
    return (
      <NotFound title={t('missing')} text={t('missingText')}>
        <Link to="/expenses" className={buttonClass('primary')}>
          {t('title')}
        </Link>
      </NotFound>
    );
  }
  return (
    <div className="mx-auto max-w-3xl">
      <Link to="/expenses" className="mb-3 inline-flex items-center gap-1.5 rounded text-sm text-muted hover:text-ink">
        <ArrowLeft size={14} aria-hidden />
        {t('title')}
      </Link>
      <PageHeader title={expense?.description ?? t('title')} note={expense && <ExpenseState status={expense.status} />}>
        {expense && <ExpenseActions expense={expense} />}
      </PageHeader>
      {query.isPending && <SkeletonRows rows={6} />}
      {query.isError && !expense && (
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      {expense && (
        <div className="flex flex-col gap-4">
          {expense.status === 'rejected' && expense.reason && (
            <Notice tone="bad" title={t('rejectedBecause')}>
              {expense.reason}
            </Notice>
          )}
          {expense.actions.includes('revise') && <Edit key={expense.version} expense={expense} />}
          <MissingPaper expense={expense} />
          <StandoutNotice found={standing.get(expense.id)} />
          <ExpenseFacts expense={expense} />
        </div>
      )}
    </div>
  );
}

function Edit({ expense }: { expense: ExpenseRead }) {
  const t = useT('expenses');
  const revise = useReviseExpense(expense);
  const submit = useSubmitExpense();

  async function save(draft: ExpenseMake, andSubmit: boolean) {
    const kept = await revise.mutateAsync(draft).catch(() => null);
    if (!kept) return;
    const sent = andSubmit ? await submit.mutateAsync(kept).catch(() => null) : null;
    toast({ tone: 'done', title: t(sent ? 'submitted' : 'saved') });
  }

  return (
    <ExpenseForm
      expense={expense}
      busy={revise.isPending || submit.isPending}
      error={revise.error}
      onSave={(draft, andSubmit) => void save(draft, andSubmit)}
    />
  );
}
