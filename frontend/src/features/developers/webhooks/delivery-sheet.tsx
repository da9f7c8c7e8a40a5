import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef } from 'react';
import type { WebhookRead } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { ErrorState } from '@/ui/error-state';
import { Sheet } from '@/ui/sheet';
import { SkeletonRows } from '@/ui/skeleton';
import { DeliveryBadge } from './delivery-badge';
import { useTold } from './event-words';
import { deliveryOptions } from './queries';

const DeliveryDetail = lazy(() => import('./delivery-detail'));

interface DeliverySheetProps {
  webhook: WebhookRead;
  /** The delivery that is open; undefined when none is. */
  id: string | undefined;
  onClose: () => void;
}

/** One delivery: what was sent, every attempt, and sending it again. Follows what happens while it is open. */
export function DeliverySheet({ webhook, id, onClose }: DeliverySheetProps) {
  const t = useT('webhooks');
  const failure = useFailure();
  const { event } = useTold();
  const last = useRef(id);
  if (id !== undefined) last.current = id;
  const shown = id ?? last.current; // still there while the panel closes
  const query = useQuery({ ...deliveryOptions(webhook.id, shown ?? ''), enabled: id !== undefined });
  const delivery = query.data;
  const missing = query.isError && asApiError(query.error).missing;
  return (
    <Sheet
      open={id !== undefined}
      onClose={onClose}
      title={delivery ? event(delivery.event) : t('delivery')}
      note={
        delivery && (
          <p className="mt-1 flex items-center gap-2">
            <DeliveryBadge delivery={delivery} />
            <span className="font-mono text-xs text-muted">{delivery.event}</span>
          </p>
        )
      }
    >
      {delivery ? (
        <Suspense fallback={<SkeletonRows rows={4} />}>
          <DeliveryDetail delivery={delivery} webhook={webhook} />
        </Suspense>
      ) : query.isError ? (
        <ErrorState
          title={missing ? t('deliveryMissing') : t('deliveriesFailed')}
          {...(missing ? {} : { ...failure(query.error), onRetry: () => void query.refetch() })}
        />
      ) : (
        <SkeletonRows rows={4} />
      )}
    </Sheet>
  );
}
