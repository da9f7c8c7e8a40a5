import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  getWebhook,
  getWebhookDelivery,
  listWebhookDeliveries,
  listWebhookEvents,
  listWebhooks,
} from '@/api/gen/sdk.gen';
import type { DeliveryRead } from '@/api/gen/types.gen';

export type DeliveryStatus = DeliveryRead['status'];

const PAGE_SIZE = 30;
const SOON = 60_000;
/** Milliseconds between looks: while something is being sent, and while something waits for a later attempt. */
const WATCH = 1500;
const GLANCE = 15_000;

export const webhookKeys = {
  all: ['webhooks'] as const,
  list: ['webhooks', 'list'] as const,
  one: (id: string) => ['webhooks', 'one', id] as const,
  deliveries: (id: string) => ['webhooks', 'deliveries', id] as const,
  delivery: (id: string) => ['webhooks', 'delivery', id] as const,
};

/** How soon to look again at something on its way; false when it has arrived. */
export function lookAgain(
  deliveries: readonly Pick<DeliveryRead, 'status' | 'next_attempt_at'>[],
  now: number = Date.now(),
): number | false {
  const waiting = deliveries.filter((one) => one.status === 'pending');
  if (waiting.length === 0) return false;
  const soon = waiting.some((one) => !one.next_attempt_at || new Date(one.next_attempt_at).getTime() - now < SOON);
  return soon ? WATCH : GLANCE;
}

/** All of them: a company has twenty at most. */
export function webhooksOptions() {
  return queryOptions({
    queryKey: webhookKeys.list,
    queryFn: async ({ signal }) =>
      (await listWebhooks({ query: { limit: 200 }, signal, throwOnError: true })).data.data,
  });
}

/** What one can be told of. */
export function catalogueOptions() {
  return queryOptions({
    queryKey: [...webhookKeys.all, 'events'] as const,
    queryFn: async ({ signal }) => (await listWebhookEvents({ signal, throwOnError: true })).data.data,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function webhookOptions(id: string) {
  return queryOptions({
    queryKey: webhookKeys.one(id),
    queryFn: async ({ signal }) =>
      (await getWebhook({ path: { webhook_id: id }, signal, throwOnError: true })).data.data,
    refetchInterval: ({ state }) => (state.data?.last_delivery?.status === 'pending' ? 2 * WATCH : false),
  });
}

/** The filter as the API wants it: the same for the list on the screen and for the file. */
export const asked = (status: DeliveryStatus | undefined) => ({ status: status ? [status] : null });

/** What was sent or is on its way, latest first; looks again by itself while something is. */
export function deliveriesOptions(id: string, status: DeliveryStatus | undefined) {
  return infiniteQueryOptions({
    queryKey: [...webhookKeys.deliveries(id), { status }] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...asked(status), limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listWebhookDeliveries({
        path: { webhook_id: id },
        query,
        signal,
        throwOnError: true,
      });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => lookAgain(state.data?.pages.flatMap((page) => page.rows) ?? []),
  });
}

/** One delivery with what is sent and every attempt. */
export function deliveryOptions(id: string, deliveryId: string) {
  return queryOptions({
    queryKey: webhookKeys.delivery(deliveryId),
    queryFn: async ({ signal }) => {
      const path = { webhook_id: id, delivery_id: deliveryId };
      return (await getWebhookDelivery({ path, signal, throwOnError: true })).data.data;
    },
    refetchInterval: ({ state }) => (state.data ? lookAgain([state.data]) : false),
  });
}
