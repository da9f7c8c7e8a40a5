import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ImportRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { buttonClass } from '@/ui/button';
import { DateText, InstantText } from '@/ui/date-text';
import { ErrorState } from '@/ui/error-state';
import { NotAllowed } from '@/ui/not-allowed';
import { NotFound } from '@/ui/not-found';
import { Notice } from '@/ui/notice';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { ColumnsForm } from '../columns/columns-form';
import { importOptions } from '../queries';
import { ImportActions } from './import-actions';
import { ImportFailed } from './import-failed';
import { ImportLines } from './import-lines';
import { FormatName, ImportState } from './import-state';
import { ImportWorking } from './import-working';
import { StatementCard } from './statement-card';

const route = getRouteApi('/_app/bank/imports/$importId');

/** One file of the bank: what it holds, what is new of it, what stands in the way, and what became of it. */
export function ImportPage() {
  const t = useT('banking');
  const failure = useFailure();
  const { importId } = route.useParams();
  const allowed = useMay()('banking:read');
  const { data, error, refetch } = useQuery({ ...importOptions(importId), enabled: allowed });
  if (!allowed) return <NotAllowed />;
  if (data) return <Found key={data.id} found={data} />;
  if (!error) return <SkeletonRows rows={6} height="h-13" />;
  if (asApiError(error).missing) {
    return (
      <NotFound title={t('importMissing')} text={t('importMissingText')}>
        <Link to="/bank/imports" className={buttonClass('primary')}>
          {t('toImports')}
        </Link>
      </NotFound>
    );
  }
  return <ErrorState title={t('importFailed')} {...failure(error)} onRetry={() => void refetch()} />;
}

function Found({ found }: { found: ImportRead }) {
  const t = useT('banking');
  const { columns } = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const mapping = found.status === 'needs_mapping' || (columns === 'yes' && found.status === 'staged' && found.can_map);
  const decided = found.decided_by && found.decided_at;
  return (
    <>
      <Link
        to="/bank/imports"
        className="mb-3 inline-flex items-center gap-1.5 rounded text-sm text-muted hover:text-ink"
      >
        <ArrowLeft size={14} aria-hidden />
        {t('imports')}
      </Link>
      <PageHeader
        title={found.filename}
        note={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <ImportState of={found} />
            <FormatName of={found.format} />
            <span>
              {found.uploaded_by ? t('broughtBy', { name: found.uploaded_by }) : t('brought')}{' '}
              <InstantText at={found.created_at} />
            </span>
            {decided && found.decided_at && (
              <span>
                {t('decidedBy', { name: found.decided_by ?? '' })} <InstantText at={found.decided_at} />
              </span>
            )}
          </span>
        }
      />
      <div className="flex flex-col gap-4">
        <ImportWorking found={found} />
        {found.status === 'failed' && <ImportFailed found={found} />}
        {found.status === 'imported' && <Done found={found} />}
        {found.status === 'reverted' && (
          <Notice tone="neutral" title={t('revertedTitle')}>
            {found.reason}
          </Notice>
        )}
        {found.status === 'discarded' && (
          <Notice tone="neutral" title={t('discardedTitle')}>
            {t('discardedText')}
          </Notice>
        )}
        {mapping && may('banking:import') ? (
          <ColumnsForm found={found} onDone={() => void navigate({ search: {}, replace: true })} />
        ) : (
          <>
            {found.statements.map((statement) => (
              <StatementCard key={statement.id} statement={statement} found={found} />
            ))}
            {found.statement_count > found.statements.length && (
              <p className="text-sm text-muted">
                {t('statementsShown', { shown: found.statements.length, count: found.statement_count })}
              </p>
            )}
            {found.before_books > 0 && (
              <Notice tone="warn" title={t('beforeBooks', { count: found.before_books })}>
                {t('beforeBooksText')} <DateText day={found.books_begin_on} />
              </Notice>
            )}
            {found.pending_count > 0 && (
              <p className="text-sm text-muted">{t('pendingLeftOut', { count: found.pending_count })}</p>
            )}
            {found.left_out.map(({ line, text, sheet, rows = 1 }) =>
              sheet ? (
                <Notice key={sheet} tone="warn" title={t('sheetLeftOut', { sheet, count: rows, line })}>
                  {t('sheetLeftOutText')}
                </Notice>
              ) : (
                <p key={line} className="text-sm text-muted">
                  {t('rowLeftOut', { line, text })}
                </p>
              ),
            )}
            <ImportActions found={found} />
            {found.line_count > 0 && <ImportLines found={found} />}
          </>
        )}
      </div>
    </>
  );
}

function Done({ found }: { found: ImportRead }) {
  const t = useT('banking');
  const account = found.statements.length === 1 ? found.statements[0]?.bank_account_id : null;
  return (
    <Notice
      tone="good"
      title={t('importedLines', { count: found.new_count })}
      action={
        found.new_count > 0 && (
          <Link to="/bank/reconcile" search={account ? { account } : {}} className={buttonClass('primary', 'sm')}>
            {t('toReconcile')}
          </Link>
        )
      }
    >
      {found.duplicate_count > 0 && t('skippedLines', { count: found.duplicate_count })}
      {found.accepted_unbalanced && <span className="block">{t('importedAnyway')}</span>}
    </Notice>
  );
}
