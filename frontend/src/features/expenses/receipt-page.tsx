import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft, Inbox } from 'lucide-react';
import type { DocumentSummary } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Amount } from '@/ui/amount';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { DateText } from '@/ui/date-text';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { NotAllowed } from '@/ui/not-allowed';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { useMakeFromDocument } from './mutations';
import { receiptsOptions } from './queries';
import { useReadReceipt } from './read-receipt';
import { ReceiptUpload } from './receipt-upload';

/** An expense from a receipt: a new photo or PDF, or one that waits in the inbox already. */
export function ReceiptPage() {
  const t = useT('expenses');
  const may = useMay();
  const navigate = useNavigate();
  const failure = useFailure();
  const receipts = useQuery({ ...receiptsOptions(), enabled: may('expenses:write') });
  const reading = useReadReceipt();
  const make = useMakeFromDocument();
  const busy = reading.isPending || make.isPending;
  const problem = make.error ?? reading.error;

  async function use(documentId: string) {
    const made = await make.mutateAsync(documentId).catch(() => null);
    if (!made) return;
    toast({ tone: 'done', title: t('madeFromReceipt') });
    await navigate({ to: '/expenses/$expenseId', params: { expenseId: made.id } });
  }

  async function upload(file: File) {
    make.reset();
    const id = await reading.mutateAsync(file).catch(() => null);
    if (id) await use(id);
  }

  if (!may('expenses:write')) return <NotAllowed />;
  return (
    <div className="mx-auto max-w-3xl">
      <Link to="/expenses" className="mb-3 inline-flex items-center gap-1.5 rounded text-sm text-muted hover:text-ink">
        <ArrowLeft size={14} aria-hidden />
        {t('title')}
      </Link>
      <PageHeader title={t('fromReceipt')} />
      <div className="flex flex-col gap-4">
        <section className="flex flex-col items-center gap-3 rounded-lg border-2 border-dashed border-line bg-surface px-6 py-10 text-center">
          <p className="max-w-md text-balance text-muted">{t('receiptText')}</p>
          <ReceiptUpload
            accept="image/*,.pdf,application/pdf"
            testId="receipt"
            busy={busy}
            problem={problem}
            onFile={(file) => void upload(file)}
          />
        </section>
        <Card title={t('inInbox')} padded={false}>
          {receipts.isPending ? (
            <SkeletonRows rows={3} />
          ) : receipts.isError ? (
            <ErrorState title={t('loadFailed')} {...failure(receipts.error)} onRetry={() => void receipts.refetch()} />
          ) : receipts.data.length === 0 ? (
            <EmptyState icon={Inbox} title={t('noReceipts')} text={t('noReceiptsText')} />
          ) : (
            <ul>
              {receipts.data.map((receipt) => (
                <Receipt key={receipt.id} receipt={receipt} busy={busy} onUse={() => void use(receipt.id)} />
              ))}
            </ul>
          )}
        </Card>
      </div>
    </div>
  );
}

function Receipt({ receipt, busy, onUse }: { receipt: DocumentSummary; busy: boolean; onUse: () => void }) {
  const t = useT('expenses');
  return (
    <li className="flex items-center gap-3 border-b border-line px-4 py-2.5 last:border-0">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{receipt.supplier_name ?? receipt.filename}</span>
        <span className="text-sm text-muted">
          <DateText day={receipt.issue_date} />
        </span>
      </span>
      <span className="num font-medium">
        <Amount value={receipt.total_amount} currency={receipt.currency} />
      </span>
      <Button size="sm" disabled={busy} onClick={onUse}>
        {t('use')}
      </Button>
    </li>
  );
}
