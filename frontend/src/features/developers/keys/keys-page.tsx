import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { KeyRound, Plus, SearchX } from 'lucide-react';
import { useState } from 'react';
import { useDownload } from '@/api/download';
import { apiKeysListApiKeys } from '@/api/gen/sdk.gen';
import { useMay, useMe } from '@/api/me';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { Button } from '@/ui/button';
import { DownloadMenu } from '@/ui/download-menu';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import { More } from '@/ui/more';
import { NotAllowed } from '@/ui/not-allowed';
import { Notice } from '@/ui/notice';
import { onDemand } from '@/ui/on-demand';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { KeyList } from './key-list';
import { asked, keysOptions } from './queries';

const MakeKeyDialog = onDemand(() => import('./make-key-dialog'));
const route = getRouteApi('/_app/settings/api-keys');
const STATES = [undefined, 'active', 'expired', 'revoked'] as const;

/** The keys of this company's programs: what each may, until when, and whether it is still used. */
export function KeysPage() {
  const t = useT('apiKeys');
  const may = useMay();
  const me = useMe();
  const failure = useFailure();
  const { status } = route.useSearch();
  const [making, setMaking] = useState(false);
  const query = useInfiniteQuery({ ...keysOptions(status), enabled: may('api_keys:read') });
  const download = useDownload((format) =>
    apiKeysListApiKeys({ query: { ...asked(status), format }, parseAs: 'blob', throwOnError: true }),
  );
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const mayMake = may('api_keys:manage') && me?.email_verified !== false;
  useHotkeys(mayMake ? [{ keys: 'n', label: t('make'), group: t('title'), run: () => setMaking(true) }] : []);

  if (!may('api_keys:read')) {
    return (
      <>
        <PageHeader title={t('title')} />
        <NotAllowed text={t('notAllowed')} />
      </>
    );
  }
  const make = mayMake && (
    <Button variant="primary" icon={Plus} keys="n" onClick={() => setMaking(true)}>
      {t('make')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')}>
        {rows.length > 0 && (
          <span className="max-md:order-last">
            <DownloadMenu onDownload={download} />
          </span>
        )}
        {make}
      </PageHeader>
      <p className="mb-4 max-w-2xl text-muted">{t('text')}</p>
      {me && !me.email_verified && (
        <div className="mb-4">
          <Notice tone="warn" title={t('unverified')}>
            {t('unverifiedText', { email: me.email })}
          </Notice>
        </div>
      )}
      <LinkTabs label={t('byState')}>
        {STATES.map((state) => (
          <Link
            key={state ?? 'all'}
            to="/settings/api-keys"
            search={{ status: state }}
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
          <KeyList rows={rows} mayRevoke={may('api_keys:manage')} />
        ) : query.isPending ? (
          <SkeletonRows rows={4} height="h-16" />
        ) : query.isError ? (
          <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
        ) : status ? (
          <EmptyState icon={SearchX} title={t('noneInState')} />
        ) : (
          <EmptyState icon={KeyRound} title={t('empty')} text={t('emptyText')}>
            {make}
          </EmptyState>
        )}
        <More has={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      </div>
      <MakeKeyDialog open={making} onClose={() => setMaking(false)} />
    </>
  );
}
