import { Link } from '@tanstack/react-router';
import { BookOpen, FileText } from 'lucide-react';
import type { ExpenseRead } from '@/api/gen/types.gen';
import { useCurrency } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { isZero } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { buttonClass } from '@/ui/button';
import { Card } from '@/ui/card';
import { DateText, InstantText } from '@/ui/date-text';
import { Fact } from '@/ui/fact';
import { CarLink } from './car-link';

/** What it comes to: what the company bears, what of the VAT comes back, what is private; and its traces. */
export function ExpenseFacts({ expense }: { expense: ExpenseRead }) {
  const t = useT('expenses');
  const books = useCurrency();
  const foreign = expense.currency !== books;
  return (
    <Card title={t('comesTo')}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2">
        <Fact label={t('category')}>
          {expense.category_name} <span className="figures text-muted">{expense.account_code}</span>
        </Fact>
        {expense.merchant && <Fact label={t('merchant')}>{expense.merchant}</Fact>}
        <Fact label={t('spentOn')}>
          <DateText day={expense.spent_on} />
        </Fact>
        <Fact label={t('spender')}>
          {expense.spender} · {t(`payments.${expense.paid_with}`)}
        </Fact>
        <Fact label={t('total')}>
          <Amount value={expense.total_amount} currency={expense.currency} />
          {foreign && (
            <span className="text-muted">
              {' '}
              = <Amount value={expense.total_in_books} currency={books} />
            </span>
          )}
        </Fact>
        <Fact label={t('cost')}>
          <Amount value={expense.cost_amount} currency={books} />
          {expense.tax_percent !== null && (
            <span className="text-sm text-muted"> · {t('taxPart', { percent: expense.tax_percent })}</span>
          )}
          <span className="text-sm">
            <CarLink percent={expense.tax_percent} on={expense.spent_on} />
          </span>
        </Fact>
        <Fact label={t('deductedVat')}>
          <Amount value={expense.deducted_vat} currency={books} />
          <span className="text-sm text-muted"> · {t('vatPart', { percent: expense.vat_percent })}</span>
        </Fact>
        {expense.limit_each && (
          <Fact label={t('giftCount')}>
            <span className="figures">{expense.gift_count}</span>
          </Fact>
        )}
        {!isZero(expense.private_amount) && (
          <Fact label={t('private')}>
            <Amount value={expense.private_amount} currency={books} />
          </Fact>
        )}
        {!isZero(expense.owed_amount) && (
          <Fact label={t(expense.status === 'reimbursed' ? 'wasOwed' : 'owed')}>
            <Amount value={expense.owed_amount} currency={books} />
          </Fact>
        )}
        {expense.paid_with === 'company_card' && expense.status === 'approved' && (
          <Fact label={t('bankLine')}>{t(`lineStates.${expense.cleared ?? 'waits'}`)}</Fact>
        )}
        {expense.decided_at && (
          <Fact label={t('decided')}>
            <InstantText at={expense.decided_at} exact /> {expense.decided_by && `· ${expense.decided_by}`}
          </Fact>
        )}
      </dl>
      <div className="mt-4 flex flex-wrap gap-2">
        {expense.document_id && (
          <Link
            to="/documents/$documentId"
            params={{ documentId: expense.document_id }}
            className={buttonClass('secondary', 'sm')}
          >
            <FileText size={14} aria-hidden />
            {t('showReceipt')}
          </Link>
        )}
        <EntryLink id={expense.entry_id} label={t('showEntry')} />
        <EntryLink id={expense.reimbursement_entry_id} label={t('showReimbursement')} />
      </div>
    </Card>
  );
}

function EntryLink({ id, label }: { id: string | null; label: string }) {
  if (!id) return null;
  return (
    <Link to="/journal/$entryId" params={{ entryId: id }} className={buttonClass('secondary', 'sm')}>
      <BookOpen size={14} aria-hidden />
      {label}
    </Link>
  );
}
