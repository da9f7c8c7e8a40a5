import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  webhooksMakeWebhook,
  webhooksPingWebhook,
  webhooksRedeliver,
  webhooksRemoveWebhook,
  webhooksReviseWebhook,
  webhooksRotateWebhookSecret,
} from '@/api/gen/sdk.gen';
import type { WebhookMake, WebhookRead, WebhookRevise } from '@/api/gen/types.gen';
import { uniqueKey } from '@/lib/unique-key';
import { webhookKeys } from './queries';

/** A request that is repeated because no answer came must not have a second effect. */
const once = () => ({ 'idempotency-key': uniqueKey() });

export function useMakeWebhook() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: WebhookMake) =>
      (await webhooksMakeWebhook({ body, headers: once(), throwOnError: true })).data.data,
    onSuccess: () => void client.invalidateQueries({ queryKey: webhookKeys.list }),
  });
}

/** Changes what is on the screen, and nothing that somebody else changed since. */
export function useReviseWebhook(id: string) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ seen, change }: { seen: number; change: WebhookRevise }) => {
      const headers = { 'if-match': `"${seen}"` };
      return (await webhooksReviseWebhook({ path: { webhook_id: id }, body: change, headers, throwOnError: true })).data
        .data;
    },
    onSuccess: (webhook: WebhookRead) => {
      client.setQueryData(webhookKeys.one(id), webhook);
      void client.invalidateQueries({ queryKey: webhookKeys.list });
    },
  });
}

export function useRemoveWebhook() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) =>
      void (await webhooksRemoveWebhook({ path: { webhook_id: id }, throwOnError: true })),
    onSuccess: () => client.invalidateQueries({ queryKey: webhookKeys.list }),
  });
}

export function useRotateSecret(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () =>
      (await webhooksRotateWebhookSecret({ path: { webhook_id: id }, headers: once(), throwOnError: true })).data.data,
    onSuccess: () => void client.invalidateQueries({ queryKey: webhookKeys.one(id) }),
  });
}

/** After something was sent: its list, itself, and how the webhook is doing. */
function useAfterSending(id: string) {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: webhookKeys.deliveries(id) });
    void client.invalidateQueries({ queryKey: [...webhookKeys.all, 'delivery'] });
    void client.invalidateQueries({ queryKey: webhookKeys.one(id) });
    void client.invalidateQueries({ queryKey: webhookKeys.list });
  };
}

export function usePing(id: string) {
  const after = useAfterSending(id);
  return useMutation({
    mutationFn: async () =>
      (await webhooksPingWebhook({ path: { webhook_id: id }, headers: once(), throwOnError: true })).data.data,
    onSuccess: after,
  });
}

export function useRedeliver(id: string) {
  const after = useAfterSending(id);
  return useMutation({
    mutationFn: async (deliveryId: string) => {
      const path = { webhook_id: id, delivery_id: deliveryId };
      return (await webhooksRedeliver({ path, headers: once(), throwOnError: true })).data.data;
    },
    onSuccess: after,
  });
}
