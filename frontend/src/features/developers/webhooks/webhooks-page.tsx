import { useQuery } from '@tanstack/react-query';
import { linkOptions } from '@tanstack/react-router';
import { Webhook } from 'lucide-react';
import { useState } from 'react';
import { useDownload } from '@/api/download';
import { listWebhooks } from '@/api/gen/sdk.gen';
import type { WebhookRead } from '@/api/gen/types.gen';
import { useWholeListState } from '@/api/list-state';
import { useMay, useMe } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { InstantText } from '@/ui/date-text';
import type { Column } from '@/ui/list-column';
import { ListPage } from '@/ui/list-page';
import { onDemand } from '@/ui/on-demand';
import { VerifyFirst } from '../verify-first';
import { useTold } from './event-words';
import { HealthBadge } from './health';
import { nameOf } from './name-of';
import { webhooksOptions } from './queries';

const MakeWebhookDialog = onDemand(() => import('./make-webhook-dialog'));

/** Whom this company tells what happens, and whether they take it. */
export function WebhooksPage() {
  const t = useT('webhooks');
  const may = useMay();
  const me = useMe();
  const [making, setMaking] = useState(false);
  const query = useQuery({ ...webhooksOptions(), enabled: may('webhooks:read') });
  const download = useDownload((format) => listWebhooks({ query: { format }, parseAs: 'blob', throwOnError: true }));
  return (
    <ListPage
      title={t('title')}
      description={t('text')}
      allowed={may('webhooks:read')}
      notAllowed={t('notAllowed')}
      make={may('webhooks:manage') && me?.email_verified !== false && { label: t('make'), run: () => setMaking(true) }}
      download={download}
      lead={<VerifyFirst title={t('unverified')} text={(email) => t('unverifiedText', { email })} />}
      label={t('title')}
      state={useWholeListState(query, t('loadFailed'))}
      columns={useColumns()}
      idOf={(row) => row.id}
      link={(row) => linkOptions({ to: '/settings/webhooks/$webhookId', params: { webhookId: row.id } })}
      empty={{ icon: Webhook, title: t('empty'), text: t('emptyText') }}
    >
      <MakeWebhookDialog open={making} onClose={() => setMaking(false)} />
    </ListPage>
  );
}

function useColumns(): Column<WebhookRead>[] {
  const t = useT('webhooks');
  const { summary } = useTold();
  return [
    {
      name: 'url',
      header: t('url'),
      width: 'minmax(0, 1.6fr)',
      phone: 'title',
      cell: (row) => (
        <span className={row.is_active ? '' : 'text-muted'}>
          <span className="block truncate font-medium">{nameOf(row)}</span>
          <span className="block truncate font-mono text-xs text-muted">{row.url}</span>
        </span>
      ),
    },
    {
      name: 'events',
      header: t('toldOf'),
      cell: (row) => <span className="block truncate text-sm">{summary(row.events)}</span>,
    },
    {
      name: 'last_delivery',
      header: t('lastDelivery'),
      width: '9rem',
      cell: ({ last_delivery: last }) => (
        <span className={`text-sm ${last ? '' : 'text-muted'}`}>
          {last ? <InstantText at={last.created_at} /> : t('never')}
        </span>
      ),
    },
    {
      name: 'state',
      header: t('state'),
      width: '8rem',
      phone: 'aside',
      cell: (row) => <HealthBadge webhook={row} />,
    },
  ];
}
