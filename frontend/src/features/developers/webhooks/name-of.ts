import type { WebhookRead } from '@/api/gen/types.gen';

/** What a webhook is called: what somebody wrote about it, else where it leads. */
export function nameOf({ description, url }: Pick<WebhookRead, 'description' | 'url'>): string {
  return description || (URL.canParse(url) ? new URL(url).host : url);
}
