import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Mail, SearchX } from 'lucide-react';
import { useDownload } from '@/api/download';
import { mailListMails } from '@/api/gen/sdk.gen';
import { useMay } from '@/api/me';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { DownloadMenu } from '@/ui/download-menu';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import { More } from '@/ui/more';
import { NotAllowed } from '@/ui/not-allowed';
import { PageHeader } from '@/ui/page-header';
import { PeriodPicker } from '@/ui/period-picker';
import { SearchField } from '@/ui/search-field';
import { SkeletonRows } from '@/ui/skeleton';
import { MailList } from './mail-list';
import type { MailFilter } from './mail-search';
import { asked, mailsOptions } from './queries';

const route = getRouteApi('/_app/settings/mail');
const STATES = [undefined, 'queued', 'sent', 'failed'] as const;

/** What was mailed in this company's name: whether it went, and why not. */
export function MailPage() {
  const t = useT('mail');
  const may = useMay();
  const failure = useFailure();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery({ ...mailsOptions(filter), enabled: may('mail:read') });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const narrow = (change: MailFilter) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const clear = () => void navigate({ search: {}, replace: true });
  const download = useDownload((format) =>
    mailListMails({ query: { ...asked(filter), format }, parseAs: 'blob', throwOnError: true }),
  );

  if (!may('mail:read')) {
    return (
      <>
        <PageHeader title={t('title')} />
        <NotAllowed text={t('notAllowed')} />
      </>
    );
  }
  return (
    <>
      <PageHeader title={t('title')}>{rows.length > 0 && <DownloadMenu onDownload={download} />}</PageHeader>
      <p className="mb-4 max-w-2xl text-muted">{t('text')}</p>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <PeriodPicker value={filter} onChange={({ from, to }) => narrow({ from, to })} />
        <SearchField label={t('search')} value={filter.q} onSearch={(q) => narrow({ q })} />
        {filtered && (
          <Button size="sm" variant="quiet" onClick={clear}>
            {t('clearFilters')}
          </Button>
        )}
      </div>
      <LinkTabs label={t('byState')}>
        {STATES.map((state) => (
          <Link
            key={state ?? 'all'}
            to="/settings/mail"
            search={{ ...filter, status: state }}
            replace
            activeOptions={{ exact: true }}
            className={TAB}
          >
            {t(`tabs.${state ?? 'all'}`)}
          </Link>
        ))}
      </LinkTabs>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {rows.length > 0 ? (
          <MailList rows={rows} maySend={may('mail:send')} />
        ) : query.isPending ? (
          <SkeletonRows rows={5} height="h-14" />
        ) : query.isError ? (
          <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
        ) : filtered ? (
          <EmptyState icon={SearchX} title={t('noResult')}>
            <Button onClick={clear}>{t('clearFilters')}</Button>
          </EmptyState>
        ) : (
          <EmptyState icon={Mail} title={t('empty')} text={t('emptyText')} />
        )}
        <More has={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      </div>
    </>
  );
}
