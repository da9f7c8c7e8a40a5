import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { PackageOpen, SearchX } from 'lucide-react';
import { useDownload } from '@/api/download';
import { webhooksListWebhookDeliveries } from '@/api/gen/sdk.gen';
import type { DeliveryRead, WebhookRead } from '@/api/gen/types.gen';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { InstantText } from '@/ui/date-text';
import { DownloadMenu } from '@/ui/download-menu';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import { More } from '@/ui/more';
import { SkeletonRows } from '@/ui/skeleton';
import { useRowKeys } from '@/ui/use-row-keys';
import { DeliveryBadge } from './delivery-badge';
import { DeliverySheet } from './delivery-sheet';
import { useTold } from './event-words';
import { asked, deliveriesOptions } from './queries';

const route = getRouteApi('/_app/settings/webhooks/$webhookId');
const STATES = [undefined, 'pending', 'delivered', 'failed'] as const;
const COLUMNS =
  'grid grid-cols-[7.5rem_minmax(0,1fr)_4rem_5rem_9rem] items-center gap-3 max-md:grid-cols-[minmax(0,1fr)_auto]';

/** Everything that was sent or is on its way; refreshes itself while something is. */
export function Deliveries({ webhook }: { webhook: WebhookRead }) {
  const t = useT('webhooks');
  const failure = useFailure();
  const { status, delivery } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(deliveriesOptions(webhook.id, status));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const download = useDownload((format) =>
    webhooksListWebhookDeliveries({
      path: { webhook_id: webhook.id },
      query: { ...asked(status), format },
      parseAs: 'blob',
      throwOnError: true,
    }),
  );
  return (
    <section aria-labelledby="deliveries">
      <div className="mt-2 mb-2 flex min-h-9 items-center justify-between gap-3">
        <h2 id="deliveries" className="text-lg font-semibold">
          {t('deliveries')}
        </h2>
        {rows.length > 0 && <DownloadMenu onDownload={download} />}
      </div>
      <LinkTabs label={t('byState')}>
        {STATES.map((one) => (
          <Link
            key={one ?? 'all'}
            from="/settings/webhooks/$webhookId"
            to="."
            search={{ status: one }}
            replace
            resetScroll={false}
            activeOptions={{ exact: true }}
            className={TAB}
            aria-current={one === status ? 'page' : undefined}
          >
            {t(`tabs.${one ?? 'all'}`)}
          </Link>
        ))}
      </LinkTabs>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {rows.length > 0 ? (
          <DeliveryList rows={rows} />
        ) : query.isPending ? (
          <SkeletonRows rows={3} />
        ) : query.isError ? (
          <ErrorState title={t('deliveriesFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
        ) : status ? (
          <EmptyState icon={SearchX} title={t('noneInState')}>
            <Button onClick={() => void navigate({ search: {}, replace: true, resetScroll: false })}>
              {t('showAll')}
            </Button>
          </EmptyState>
        ) : (
          <EmptyState icon={PackageOpen} title={t('noDeliveries')} text={t('noDeliveriesText')} />
        )}
        <More has={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      </div>
      <DeliverySheet
        webhook={webhook}
        id={delivery}
        onClose={() =>
          void navigate({ search: (now) => ({ ...now, delivery: undefined }), replace: true, resetScroll: false })
        }
      />
    </section>
  );
}

function DeliveryList({ rows }: { rows: readonly DeliveryRead[] }) {
  const t = useT('webhooks');
  const { event } = useTold();
  const { list, setAt } = useRowKeys(rows.length, 'a');

  return (
    <>
      <div
        aria-hidden
        className={`${COLUMNS} h-9 border-b border-line px-4 text-xs font-medium text-muted max-md:hidden`}
      >
        <span>{t('state')}</span>
        <span>{t('event')}</span>
        <span className="num">{t('answer')}</span>
        <span className="num">{t('attempts')}</span>
        <span className="text-right">{t('when')}</span>
      </div>
      <ul ref={list} aria-label={t('deliveries')}>
        {rows.map((row, index) => (
          <li key={row.id} className="border-b border-line last:border-0">
            <Link
              from="/settings/webhooks/$webhookId"
              to="."
              search={(now) => ({ ...now, delivery: row.id })}
              resetScroll={false}
              onFocus={() => setAt(index)}
              className={`${COLUMNS} min-h-12 px-4 py-1.5 -outline-offset-2 hover:bg-sunken/60`}
            >
              <span className="max-md:order-2">
                <DeliveryBadge delivery={row} />
              </span>
              <span className="min-w-0 max-md:order-1">
                <span className="block truncate">{event(row.event)}</span>
                <span className="block truncate text-xs text-muted">
                  <span className="font-mono">{row.event}</span>
                  {row.status === 'pending' && row.next_attempt_at && row.attempts > 0 && (
                    <>
                      {' · '}
                      {t.rich('nextAttempt', { at: () => <InstantText at={row.next_attempt_at ?? ''} exact /> })}
                    </>
                  )}
                </span>
              </span>
              <span className="num text-sm max-md:hidden">{row.response_status ?? '–'}</span>
              <span className="num text-sm max-md:hidden">{row.attempts}</span>
              <span className="text-right text-sm text-muted max-md:hidden">
                <InstantText at={row.created_at} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
