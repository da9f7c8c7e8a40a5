import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AttemptRead, DeliveryShown, WebhookRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { ExactInstant } from '@/ui/clock-text';
import { CodeBlock } from '@/ui/code-block';
import { CopyButton } from '@/ui/copy-button';
import { InstantText } from '@/ui/date-text';
import { ScrollText } from '@/ui/scroll-text';
import { PING } from './event-words';
import { useRedeliver } from './mutations';

/** What was sent, every attempt, and sending it again. */
export default function DeliveryDetail({ delivery, webhook }: { delivery: DeliveryShown; webhook: WebhookRead }) {
  const t = useT('webhooks');
  const may = useMay();
  const again = useRedeliver(webhook.id);
  const off = !webhook.is_active && delivery.event !== PING;
  return (
    <div className="flex flex-col gap-5">
      {may('webhooks:manage') && (
        <div className="flex flex-wrap items-center gap-3">
          <Button
            size="sm"
            icon={RotateCw}
            busy={again.isPending}
            disabled={off}
            onClick={() => again.mutate(delivery.id)}
          >
            {t(delivery.status === 'pending' ? 'sendNow' : 'redeliver')}
          </Button>
          {off && <span className="text-sm text-muted">{t('offHint')}</span>}
        </div>
      )}
      <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm max-sm:grid-cols-[6rem_minmax(0,1fr)]">
        <Fact label={t('when')}>
          <ExactInstant at={delivery.created_at} />
        </Fact>
        {delivery.delivered_at && (
          <Fact label={t('status.delivered')}>
            <ExactInstant at={delivery.delivered_at} />
          </Fact>
        )}
        {delivery.status === 'pending' && delivery.next_attempt_at && (
          <Fact label={t('next')}>
            <InstantText at={delivery.next_attempt_at} exact />
          </Fact>
        )}
        <Fact label="webhook-id">
          <span className="font-mono text-xs break-all">{delivery.id}</span>{' '}
          <CopyButton small text={delivery.id} what="webhook-id" />
        </Fact>
      </dl>
      <section aria-labelledby="attempts">
        <h3 id="attempts" className="mb-2 text-sm font-semibold">
          {t('attempts')}
        </h3>
        {delivery.attempt_log.length === 0 ? (
          <p className="text-sm text-muted">{t('noAttempt')}</p>
        ) : (
          <ol aria-live="polite" className="overflow-hidden rounded-md border border-line">
            {delivery.attempt_log.map((attempt) => (
              <Attempt key={attempt.attempted_at} attempt={attempt} />
            ))}
          </ol>
        )}
      </section>
      <CodeBlock
        label={t('payload')}
        snippets={[{ language: 'JSON', code: JSON.stringify(delivery.payload, null, 2) }]}
      />
    </div>
  );
}

/** When, how it ended, how long it took, and the beginning of what was answered. */
function Attempt({ attempt }: { attempt: AttemptRead }) {
  const t = useT('webhooks');
  const { error, response_status: status, response_excerpt: excerpt } = attempt;
  const named = `attempt.${error}` as 'attempt.refused';
  return (
    <li className="border-b border-line px-3 py-2 text-sm last:border-0">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className={`font-medium ${error ? 'text-neg' : 'text-pos'}`}>
          {error ? (t.has(named) ? t(named) : error) : t('taken')}
          {status !== null && <span className="figures font-normal"> · HTTP {status}</span>}
        </span>
        <span className="figures ml-auto text-muted">{t('milliseconds', { count: attempt.milliseconds })}</span>
      </p>
      <p className="text-muted">
        <ExactInstant at={attempt.attempted_at} />
      </p>
      {excerpt && (
        <ScrollText
          label={t('answer')}
          className="mt-1.5 max-h-40 rounded bg-sunken p-2 break-words whitespace-pre-wrap"
        >
          {excerpt}
        </ScrollText>
      )}
    </li>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
