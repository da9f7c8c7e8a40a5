import type { DeliveryRead, WebhookRead } from '@/api/gen/types.gen';

export const WEBHOOK_ID = '01900000-0000-7000-8000-0000000000f1';
export const DELIVERY: DeliveryRead = {
  id: '01900000-0000-7000-8000-0000000000d1',
  type: 'webhook_delivery',
  webhook_id: WEBHOOK_ID,
  event: 'document.read',
  status: 'delivered',
  attempts: 1,
  next_attempt_at: null,
  response_status: 200,
  created_at: '2026-11-21T09:00:00Z',
  delivered_at: '2026-11-21T09:00:01Z',
};
export const WEBHOOK: WebhookRead = {
  id: WEBHOOK_ID,
  type: 'webhook',
  url: 'https://shop.example/hooks',
  description: 'Shop',
  events: ['document.read'],
  is_active: true,
  disabled_reason: null,
  failing_since: null,
  created_at: '2026-11-01T08:00:00Z',
  version: 3,
  last_delivery: null,
};
