import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { WebhookRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { buttonClass } from '@/ui/button';
import { Card } from '@/ui/card';
import { CopyButton } from '@/ui/copy-button';
import { InstantText } from '@/ui/date-text';
import { ErrorState } from '@/ui/error-state';
import { NotAllowed } from '@/ui/not-allowed';
import { NotFound } from '@/ui/not-found';
import { Notice } from '@/ui/notice';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { Deliveries } from './deliveries';
import { useTold } from './event-words';
import { HealthBadge, healthOf } from './health';
import { nameOf } from './name-of';
import { webhookOptions } from './queries';
import { HIDDEN_SECRET } from './snippets';
import { VerifyHelp } from './verify-help';
import { WebhookActions } from './webhook-actions';

const route = getRouteApi('/_app/settings/webhooks/$webhookId');

/** One webhook: what it is told, how it is doing, and everything that was sent. */
export function WebhookPage() {
  const t = useT('webhooks');
  const may = useMay();
  const failure = useFailure();
  const { webhookId } = route.useParams();
  const allowed = may('webhooks:read');
  const query = useQuery({ ...webhookOptions(webhookId), enabled: allowed });
  const webhook = query.data;

  if (!allowed) {
    return (
      <>
        <PageHeader title={t('webhook')} />
        <NotAllowed text={t('notAllowed')} />
      </>
    );
  }
  if (query.isError && asApiError(query.error).missing) {
    return (
      <NotFound title={t('missing')} text={t('missingText')}>
        <Link to="/settings/webhooks" className={buttonClass('primary')}>
          {t('backToAll')}
        </Link>
      </NotFound>
    );
  }
  return (
    <>
      <Link
        to="/settings/webhooks"
        className="mb-3 inline-flex items-center gap-1.5 rounded text-sm text-muted hover:text-ink"
      >
        <ArrowLeft size={14} aria-hidden />
        {t('title')}
      </Link>
      <PageHeader title={webhook ? nameOf(webhook) : t('webhook')} note={webhook && <HealthBadge webhook={webhook} />}>
        {webhook && may('webhooks:manage') && <WebhookActions webhook={webhook} />}
      </PageHeader>
      {query.isPending && <SkeletonRows rows={4} />}
      {query.isError && !webhook && (
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      {webhook && (
        <div className="flex flex-col gap-4">
          <HealthNotice webhook={webhook} />
          <Facts webhook={webhook} />
          <Deliveries webhook={webhook} />
          <Card title={t('verifyTitle')}>
            <details>
              <summary className="w-fit rounded text-sm text-muted hover:text-ink">{t('showCode')}</summary>
              <div className="mt-3">
                <VerifyHelp secret={HIDDEN_SECRET} url={webhook.url} />
              </div>
            </details>
          </Card>
        </div>
      )}
    </>
  );
}

function Facts({ webhook }: { webhook: WebhookRead }) {
  const t = useT('webhooks');
  const { event } = useTold();
  const all = webhook.events.includes('*');
  return (
    <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-2.5 rounded-lg border border-line bg-surface p-4 max-sm:grid-cols-1 max-sm:gap-y-1">
      <dt className="text-muted">{t('url')}</dt>
      <dd className="min-w-0 max-sm:mb-2">
        <span className="font-mono text-sm break-all">{webhook.url}</span>{' '}
        <CopyButton small text={webhook.url} what={t('url')} />
      </dd>
      <dt className="text-muted">{t('toldOf')}</dt>
      <dd className="max-sm:mb-2">
        {all ? (
          t('everything')
        ) : (
          <ul className="flex flex-wrap gap-1.5">
            {webhook.events.map((name) => (
              <li key={name} title={name} className="rounded border border-line px-1.5 text-sm leading-5.5">
                {event(name)}
              </li>
            ))}
          </ul>
        )}
      </dd>
      <dt className="text-muted">{t('made')}</dt>
      <dd>
        <InstantText at={webhook.created_at} exact />
      </dd>
    </dl>
  );
}

/** Why nothing is sent, or what is about to happen if nothing changes. */
function HealthNotice({ webhook }: { webhook: WebhookRead }) {
  const t = useT('webhooks');
  const health = healthOf(webhook);
  if (health === 'off' || health === 'gone') {
    return (
      <Notice tone="bad" title={t(`notice.${health}`)}>
        {t('notice.offText')}
      </Notice>
    );
  }
  if (health === 'paused') return <Notice tone="neutral" title={t('notice.paused')} />;
  if (webhook.failing_since) {
    return (
      <Notice tone="warn" title={t('notice.failing')}>
        {t.rich('notice.failingText', {
          at: () => <InstantText at={webhook.failing_since ?? webhook.created_at} exact />,
        })}
      </Notice>
    );
  }
  return null;
}
