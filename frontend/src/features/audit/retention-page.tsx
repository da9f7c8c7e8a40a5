import { useQuery } from '@tanstack/react-query';
import type { RetentionRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { today } from '@/lib/dates';
import { Badge } from '@/ui/badge';
import { DateText } from '@/ui/date-text';
import { ErrorState } from '@/ui/error-state';
import { SkeletonRows } from '@/ui/skeleton';
import { AuditFrame } from './audit-frame';
import { useLawNames } from './laws';
import { retentionOptions } from './queries';

const CELL = 'px-4 py-3 align-top max-md:block max-md:px-4 max-md:py-0.5';

/** How long what is kept, by which law, and from when this company's oldest may go. */
export function RetentionPage() {
  const t = useT('audit');
  const may = useMay();
  const failure = useFailure();
  const query = useQuery({ ...retentionOptions(), enabled: may('audit:read') });
  return (
    <AuditFrame>
      <p className="mb-4 max-w-2xl text-pretty text-muted">{t('retentionText')}</p>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {query.data ? (
          <RetentionTable rows={query.data} />
        ) : query.isError ? (
          <ErrorState title={t('retentionFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
        ) : (
          <SkeletonRows rows={6} height="h-16" />
        )}
      </div>
    </AuditFrame>
  );
}

function RetentionTable({ rows }: { rows: readonly RetentionRead[] }) {
  const t = useT('audit');
  const head = 'px-4 py-2 text-left font-medium';
  return (
    <table className="w-full max-md:block">
      <caption className="sr-only">{t('retention')}</caption>
      <thead className="max-md:sr-only">
        <tr className="border-b border-line text-xs text-muted">
          <th scope="col" className={head}>
            {t('class')}
          </th>
          <th scope="col" className={head}>
            {t('term')}
          </th>
          <th scope="col" className={head}>
            {t('source')}
          </th>
          <th scope="col" className={head}>
            {t('oldest')}
          </th>
          <th scope="col" className={head}>
            {t('removable')}
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {rows.map((row) => (
          <RetentionRow key={row.class} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function RetentionRow({ row }: { row: RetentionRead }) {
  const t = useT('audit');
  const law = useLawNames();
  const named = `kept.${row.class}` as 'kept.books';
  const why = `keptWhy.${row.class}` as 'keptWhy.audit_log';
  return (
    <tr className="border-b border-line last:border-0 max-md:block max-md:py-3">
      <th scope="row" className={`${CELL} text-left font-medium`}>
        {t.has(named) ? t(named) : row.class}
      </th>
      <td className={`${CELL} whitespace-nowrap`}>
        {row.years > 0 ? t('years', { count: row.years }) : t('noTerm')}
        {row.since && (
          <span className="block text-sm text-muted">
            {t.rich('since', { day: () => <DateText day={row.since} /> })}
          </span>
        )}
      </td>
      <td className={`${CELL} text-sm text-muted`}>{t.has(why) ? t(why) : law(row.source)}</td>
      <td className={CELL}>
        <PhoneLabel text={t('oldest')} />
        {row.oldest ? <DateText day={row.oldest} /> : <span className="text-muted">{t('none')}</span>}
      </td>
      <td className={CELL}>
        <PhoneLabel text={t('removable')} />
        {row.years === 0 ? (
          t('anyTime')
        ) : row.may_be_removed_from ? (
          <span className="inline-flex flex-wrap items-center gap-2">
            <DateText day={row.may_be_removed_from} />
            {row.may_be_removed_from <= today() && <Badge tone="warn">{t('mayGo')}</Badge>}
          </span>
        ) : (
          <span className="text-muted">–</span>
        )}
      </td>
    </tr>
  );
}

/** On a phone the columns stand below each other, and each says what it is. */
function PhoneLabel({ text }: { text: string }) {
  return (
    <span aria-hidden className="mr-2 text-sm text-muted md:hidden">
      {text}
    </span>
  );
}
