import { describe, expect, it } from 'vitest';
import { DELIVERY, WEBHOOK } from '@/testing/webhook';
import { healthOf } from './health';
import { lookAgain } from './queries';
import { verifySnippets } from './snippets';

describe('how a webhook is doing', () => {
  it.each([
    [{}, 'unused'],
    [{ last_delivery: DELIVERY }, 'ok'],
    [{ last_delivery: { ...DELIVERY, status: 'pending' as const } }, 'sending'],
    [{ last_delivery: { ...DELIVERY, status: 'failed' as const } }, 'failing'],
    [{ last_delivery: DELIVERY, failing_since: '2026-11-20T09:00:00Z' }, 'failing'],
    [{ is_active: false }, 'paused'],
    [{ is_active: false, disabled_reason: 'failing' as const }, 'off'],
    [{ is_active: false, disabled_reason: 'gone' as const }, 'gone'],
  ])('%j', (change, health) => {
    expect(healthOf({ ...WEBHOOK, ...change })).toBe(health);
  });

  it('is looked at often only while something is about to happen', () => {
    const now = Date.parse('2026-11-21T09:00:00Z');
    const waiting = (next: string | null) => ({ status: 'pending' as const, next_attempt_at: next });
    expect(lookAgain([DELIVERY], now)).toBe(false);
    expect(lookAgain([waiting(null), DELIVERY], now)).toBe(1500);
    expect(lookAgain([waiting('2026-11-21T09:00:05Z')], now)).toBe(1500);
    expect(lookAgain([waiting('2026-11-21T15:00:00Z')], now)).toBe(15_000);
  });
});

it('an address cannot break out of the line that is pasted in a terminal', () => {
  const [, curl] = verifySnippets('whsec_x', "https://a.example/'; rm -rf ~; '");
  expect(curl.code).toContain("curl -i 'https://a.example/%27; rm -rf ~; %27'");
});
