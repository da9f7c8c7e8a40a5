import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  makeWebhook,
  pingWebhook,
  redeliverWebhook,
  removeWebhook,
  reviseWebhook,
  rotateWebhookSecret,
} from '@/api/gen/sdk.gen';
import type { WebhookMake, WebhookRead, WebhookRevise } from '@/api/gen/types.gen';
import { ifSeen, once } from '@/api/versions';
import { webhookKeys } from './queries';

export function useMakeWebhook() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: WebhookMake) =>
      (await makeWebhook({ body, headers: once(), throwOnError: true })).data.data,
    onSuccess: () => void client.invalidateQueries({ queryKey: webhookKeys.list }),
  });
}

/** Changes what is on the screen, and nothing that somebody else changed since. */
export function useReviseWebhook(id: string) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ seen, change }: { seen: number; change: WebhookRevise }) => {
      const headers = ifSeen(seen);
      return (await reviseWebhook({ path: { webhook_id: id }, body: change, headers, throwOnError: true })).data.data;
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
    meta: { anyway: true },
    mutationFn: async ({ id, version }: Pick<WebhookRead, 'id' | 'version'>) =>
      void (await removeWebhook({ path: { webhook_id: id }, headers: ifSeen(version), throwOnError: true })),
    onSuccess: () => client.invalidateQueries({ queryKey: webhookKeys.list }),
  });
}

export function useRotateSecret(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () =>
      (await rotateWebhookSecret({ path: { webhook_id: id }, headers: once(), throwOnError: true })).data.data,
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
      (await pingWebhook({ path: { webhook_id: id }, headers: once(), throwOnError: true })).data.data,
    onSuccess: after,
  });
}

export function useRedeliver(id: string) {
  const after = useAfterSending(id);
  return useMutation({
    mutationFn: async (deliveryId: string) => {
      const path = { webhook_id: id, delivery_id: deliveryId };
      return (await redeliverWebhook({ path, headers: once(), throwOnError: true })).data.data;
    },
    onSuccess: after,
  });
}
