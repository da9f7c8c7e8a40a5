import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import { useDownload } from '@/api/download';
import { webhooksListWebhooks } from '@/api/gen/sdk.gen';
import type { WebhookRead } from '@/api/gen/types.gen';
import { useMay, useMe } from '@/api/me';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { Button } from '@/ui/button';
import { InstantText } from '@/ui/date-text';
import { DownloadMenu } from '@/ui/download-menu';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { NotAllowed } from '@/ui/not-allowed';
import { Notice } from '@/ui/notice';
import { onDemand } from '@/ui/on-demand';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { useRowKeys } from '@/ui/use-row-keys';
import { useTold } from './event-words';
import { HealthBadge } from './health';
import { nameOf } from './name-of';
import { webhooksOptions } from './queries';

const MakeWebhookDialog = onDemand(() => import('./make-webhook-dialog'));
const COLUMNS =
  'grid grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)_9rem_8rem] items-center gap-4 max-md:grid-cols-[minmax(0,1fr)_auto]';

/** Whom this company tells what happens, and whether they take it. */
export function WebhooksPage() {
  const t = useT('webhooks');
  const may = useMay();
  const me = useMe();
  const failure = useFailure();
  const [making, setMaking] = useState(false);
  const query = useQuery({ ...webhooksOptions(), enabled: may('webhooks:read') });
  const download = useDownload((format) =>
    webhooksListWebhooks({ query: { format }, parseAs: 'blob', throwOnError: true }),
  );
  const rows = query.data ?? [];
  const mayMake = may('webhooks:manage') && me?.email_verified !== false;
  useHotkeys(mayMake ? [{ keys: 'n', label: t('make'), group: t('title'), run: () => setMaking(true) }] : []);

  if (!may('webhooks:read')) {
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
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {rows.length > 0 ? (
          <WebhookList rows={rows} />
        ) : query.isError ? (
          <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={4} height="h-16" />
        ) : (
          <EmptyState icon={Webhook} title={t('empty')} text={t('emptyText')}>
            {make}
          </EmptyState>
        )}
      </div>
      <MakeWebhookDialog open={making} onClose={() => setMaking(false)} />
    </>
  );
}

function WebhookList({ rows }: { rows: readonly WebhookRead[] }) {
  const t = useT('webhooks');
  const { summary } = useTold();
  const { list, setAt } = useRowKeys(rows.length, 'a');

  return (
    <>
      <div
        aria-hidden
        className={`${COLUMNS} h-9 border-b border-line px-4 text-xs font-medium text-muted max-md:hidden`}
      >
        <span>{t('url')}</span>
        <span>{t('toldOf')}</span>
        <span>{t('lastDelivery')}</span>
        <span>{t('state')}</span>
      </div>
      <ul ref={list} aria-label={t('title')}>
        {rows.map((row, index) => (
          <li key={row.id} className="border-b border-line last:border-0">
            <Link
              to="/settings/webhooks/$webhookId"
              params={{ webhookId: row.id }}
              onFocus={() => setAt(index)}
              className={`${COLUMNS} min-h-15 px-4 py-2 -outline-offset-2 hover:bg-sunken/60`}
            >
              <span className={`min-w-0 ${row.is_active ? '' : 'text-muted'}`}>
                <span className="block truncate font-medium">{nameOf(row)}</span>
                <span className="block truncate font-mono text-xs text-muted">{row.url}</span>
              </span>
              <span className="truncate text-sm max-md:hidden">{summary(row.events)}</span>
              <span className="text-sm max-md:hidden">
                {row.last_delivery ? (
                  <InstantText at={row.last_delivery.created_at} />
                ) : (
                  <span className="text-muted">{t('never')}</span>
                )}
              </span>
              <span>
                <HealthBadge webhook={row} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
