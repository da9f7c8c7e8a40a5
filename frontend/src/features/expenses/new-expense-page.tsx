import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ExpenseMake } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { NotAllowed } from '@/ui/not-allowed';
import { PageHeader } from '@/ui/page-header';
import { ExpenseForm } from './expense-form';
import { useMakeExpense, useSubmitExpense } from './mutations';

/** An expense without a receipt at hand. */
export function NewExpensePage() {
  const t = useT('expenses');
  const may = useMay();
  const navigate = useNavigate();
  const make = useMakeExpense();
  const submit = useSubmitExpense();

  async function save(draft: ExpenseMake, andSubmit: boolean) {
    const made = await make.mutateAsync(draft).catch(() => null);
    if (!made) return;
    const sent = andSubmit ? await submit.mutateAsync(made).catch(() => null) : null;
    toast({ tone: 'done', title: t(sent ? 'submitted' : 'saved') });
    await navigate({ to: '/expenses/$expenseId', params: { expenseId: made.id }, ignoreBlocker: true });
  }

  return (
    <div className="mx-auto max-w-3xl">
      <Link to="/expenses" className="mb-3 inline-flex items-center gap-1.5 rounded text-sm text-muted hover:text-ink">
        <ArrowLeft size={14} aria-hidden />
        {t('title')}
      </Link>
      <PageHeader title={t('make')} />
      {may('expenses:write') ? (
        <ExpenseForm
          busy={make.isPending || submit.isPending}
          error={make.error}
          onSave={(draft, andSubmit) => void save(draft, andSubmit)}
        />
      ) : (
        <NotAllowed />
      )}
    </div>
  );
}
