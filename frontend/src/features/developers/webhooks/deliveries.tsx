import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, linkOptions } from '@tanstack/react-router';
import { PackageOpen } from 'lucide-react';
import { useDownload } from '@/api/download';
import { listWebhookDeliveries } from '@/api/gen/sdk.gen';
import type { DeliveryRead, WebhookRead } from '@/api/gen/types.gen';
import { useListState } from '@/api/list-state';
import { useT } from '@/i18n/i18n';
import { DataList } from '@/ui/data-list';
import { InstantText } from '@/ui/date-text';
import { DownloadMenu } from '@/ui/download-menu';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import type { Column } from '@/ui/list-column';
import { OPENED, useCloseSheet } from '@/ui/sheet-address';
import { DeliveryBadge } from './delivery-badge';
import { DeliverySheet } from './delivery-sheet';
import { useTold } from './event-words';
import { asked, deliveriesOptions } from './queries';

const route = getRouteApi('/_app/settings/webhooks/$webhookId');
const STATES = [undefined, 'pending', 'delivered', 'failed'] as const;

/** Everything that was sent or is on its way; refreshes itself while something is. */
export function Deliveries({ webhook }: { webhook: WebhookRead }) {
  const t = useT('webhooks');
  const { status, delivery } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(deliveriesOptions(webhook.id, status));
  const state = useListState(query, t('deliveriesFailed'));
  const close = useCloseSheet(
    () => void navigate({ search: (now) => ({ ...now, delivery: undefined }), replace: true, resetScroll: false }),
  );
  const download = useDownload((format) =>
    listWebhookDeliveries({
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
        {state.rows.length > 0 && <DownloadMenu onDownload={download} />}
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
      <DataList
        label={t('deliveries')}
        state={state}
        columns={useColumns()}
        idOf={(row) => row.id}
        link={(row) =>
          linkOptions({
            to: '/settings/webhooks/$webhookId',
            params: { webhookId: webhook.id },
            search: { status, delivery: row.id },
            state: OPENED,
            resetScroll: false,
          })
        }
        empty={{ icon: PackageOpen, title: t('noDeliveries'), text: t('noDeliveriesText') }}
        narrowed={
          status && {
            clear: () => void navigate({ search: {}, replace: true, resetScroll: false }),
            title: t('noneInState'),
            clearLabel: t('showAll'),
          }
        }
      />
      <DeliverySheet webhook={webhook} id={delivery} onClose={close} />
    </section>
  );
}

function useColumns(): Column<DeliveryRead>[] {
  const t = useT('webhooks');
  const { event } = useTold();
  return [
    {
      name: 'status',
      header: t('state'),
      width: '7.5rem',
      phone: 'aside',
      cell: (row) => <DeliveryBadge delivery={row} />,
    },
    {
      name: 'event',
      header: t('event'),
      phone: 'title',
      cell: (row) => (
        <>
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
        </>
      ),
    },
    {
      name: 'response_status',
      header: t('answer'),
      width: '4.5rem',
      align: 'end',
      cell: (row) => <span className="text-sm">{row.response_status ?? '–'}</span>,
    },
    {
      name: 'attempts',
      header: t('attempts'),
      width: '5rem',
      align: 'end',
      cell: (row) => <span className="text-sm">{row.attempts}</span>,
    },
    {
      name: 'created_at',
      header: t('when'),
      width: '8.5rem',
      align: 'end',
      phone: 'below',
      cell: (row) => (
        <span className="text-sm text-muted">
          <InstantText at={row.created_at} />
        </span>
      ),
    },
  ];
}
