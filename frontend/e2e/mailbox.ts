import { createHmac } from 'node:crypto';
import { expect, type Page } from '@playwright/test';

/** The catcher's page: what the stack mails can be read there, by people and by tests. */
const MAIL_PAGE = process.env.MAIL_PAGE_URL ?? `http://127.0.0.1:${process.env.MAIL_PAGE_PORT ?? '8025'}`;

interface Summary {
  id: string;
  subject: string;
  received_at: string;
}

async function json<T>(path: string): Promise<T> {
  const answer = await fetch(`${MAIL_PAGE}${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as T;
}

/** Waits for a message to this person whose subject fits, and answers its text; the newest counts. */
export async function mailTo(email: string, subject: RegExp, after = 0): Promise<string> {
  let text = '';
  await expect(async () => {
    const messages = await json<Summary[]>(`/messages?to=${encodeURIComponent(email)}`);
    const fitting = messages.filter((one) => subject.test(one.subject) && Date.parse(one.received_at) >= after);
    const newest = fitting.sort((one, other) => other.received_at.localeCompare(one.received_at))[0];
    expect(newest, `a message to ${email} about ${subject}`).toBeDefined();
    text = (await json<{ text: string }>(`/messages/${newest?.id}`)).text;
  }).toPass({ timeout: 60_000, intervals: [300, 500, 1000] });
  return text;
}

/** The link in a message, on the site under test, whatever address the stack believes to have. */
export function linkIn(text: string, page: string): string {
  const found = new RegExp(`/${page}#token=[\\w.-]+`).exec(text);
  if (!found) throw new Error(`no link to /${page} in: ${text}`);
  return found[0];
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The six digits an authenticator app shows (RFC 6238: SHA-1, 30 seconds); `step` 1 are the next ones. */
export function totp(secret: string, step = 0): string {
  const bits = [...secret].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Confirms the address with what was mailed; a page that is open learns of it when it is read again. */
export async function confirmAddress(page: Page, email: string): Promise<void> {
  const token = linkIn(await mailTo(email, /confirm|bevestig/i), 'verify-email').split('#token=')[1];
  const answer = await page.request.post('/api/v1/auth/verify-email', { data: { token } });
  expect(answer.status(), await answer.text()).toBe(204);
}
