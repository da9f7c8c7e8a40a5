import { currentLocale } from '@/i18n/i18n';
import { recall, remember } from '@/lib/preferences';
import { createStore, useStore } from '@/lib/store';
import { ApiError, NO_ANSWER, problemFrom } from './problem';

/** What sign-in, sign-up, refresh and switching company all answer. */
export interface Grant {
  access_token: string;
  expires_in: number;
  tenant: { id: string };
}

/** The access token lives only here: never in storage, never in a query cache. */
let token: string | null = null;
let expiresAt = 0;
let inFlight: Promise<boolean> | null = null;
let tenantId: string | null = null;
let onLost: () => unknown = () => {};
let onOtherTenant: () => void = () => {};
/** Set while the company of this session wants a second factor that the session has not shown. */
const secondFactor = createStore(false);

const HINT = 'signed-in';
const EARLY = 30_000;
/** When a refresh was begun whose answer nobody has seen yet; kept where the next page finds it. */
const ASKED_AT = 'refresh-asked-at';
const ON_ITS_WAY = 2_500;

export const accessToken = (): string | null => token;

export function openSession(grant: Grant): void {
  token = grant.access_token;
  expiresAt = Date.now() + grant.expires_in * 1000;
  tenantId = grant.tenant.id;
  secondFactor.set(false);
  remember(HINT, 'yes');
}

export function closeSession(): void {
  token = null;
  tenantId = null;
  expiresAt = 0;
  remember(HINT, 'no');
}

/** Called when a running session can no longer be renewed; what waits goes on once the answer is true: back again. */
export function whenSessionIsLost(listener: () => unknown): void {
  onLost = listener;
}

/** Called when another tab went on in another company: what this one shows is not what it would get. */
export function whenTenantChanges(listener: () => void): void {
  onOtherTenant = listener;
}

/** Whether the company refuses this session until it has shown a second factor. */
export const secondFactorIsWanted = secondFactor.get;
export const useSecondFactorWanted = () => useStore(secondFactor);

/** This session has shown its second factor just now. */
export function secondFactorShown(): void {
  secondFactor.set(false);
}

/** True when someone is signed in; asks for a token only if this browser was signed in before. */
export async function restoreSession(): Promise<boolean> {
  if (token) return true;
  return recall(HINT) === 'yes' ? refresh() : false;
}

/** A token that is still good for a while, or null: for requests that cannot be replayed (uploads). */
export async function freshToken(): Promise<string | null> {
  if (token && Date.now() > expiresAt - EARLY) await refresh();
  return token;
}

/** One refresh at a time in this tab, and one across tabs: the refresh token rotates, a second use would end the session. */
export function refresh(): Promise<boolean> {
  inFlight ??= renew()
    .then(async (outcome) => outcome === 'renewed' || (outcome === 'lost' && (await onLost()) === true))
    .finally(() => {
      inFlight = null;
    });
  return inFlight;
}

type Outcome = 'renewed' | 'lost' | 'nobody';

function renew(): Promise<Outcome> {
  return 'locks' in navigator ? navigator.locks.request('auth-refresh', askForToken) : askForToken();
}

/**
 * A page that went away while it asked has left no answer behind, and the cookie may still be the old one. Used again,
 * that one would end the session everywhere: so its answer gets the time to arrive.
 */
async function formerToArrive(): Promise<void> {
  const age = Date.now() - Number(recall(ASKED_AT));
  if (age >= 0 && age < ON_ITS_WAY) await new Promise((resolve) => setTimeout(resolve, ON_ITS_WAY - age));
}

async function askForToken(): Promise<Outcome> {
  await formerToArrive();
  remember(ASKED_AT, String(Date.now()));
  const answer = await fetch(new URL('/api/v1/auth/refresh', location.origin), {
    method: 'POST',
    credentials: 'same-origin',
    keepalive: true, // the answer carries the next cookie: the browser takes it even when the page is gone by then
  });
  remember(ASKED_AT, '');
  if (answer.status >= 500) throw new ApiError(problemFrom(await answer.json().catch(() => null), answer.status));
  if (!answer.ok) {
    const had = token !== null;
    closeSession();
    return had ? 'lost' : 'nobody';
  }
  const { data } = (await answer.json()) as { data: Grant };
  const before = tenantId;
  openSession(data);
  if (before && before !== data.tenant.id) onOtherTenant();
  return 'renewed';
}

/** What stands beside signing in, but is for people who are. */
const INSIDE = /\/auth\/(switch|verify-email\/send)$/;

/** fetch with the token, the language, one silent refresh and one replay on 401. */
export const authFetch: typeof fetch = async (input, init) => {
  const first = new Request(input, init);
  const atTheDoor = first.url.includes('/api/v1/auth/') && !INSIDE.test(first.url);
  if (!atTheDoor) await freshToken();
  const second = atTheDoor ? null : first.clone();
  const answer = await send(first);
  if (answer.status !== 401 || !second || !(await refresh())) return answer;
  return send(second);
};

/** authFetch that throws an ApiError for every answer that is not a success. */
export const apiFetch: typeof fetch = async (input, init) => {
  const answer = await authFetch(input, init);
  if (answer.ok || answer.status === 304) return answer;
  const wait = Number(answer.headers.get('retry-after')) || 0;
  const { pathname, search } = new URL(input instanceof Request ? input.url : input, location.origin);
  const said = problemFrom(await answer.json().catch(() => null), answer.status);
  const error = new ApiError(said, wait, pathname + search);
  if (error.code === 'mfa_required') secondFactor.set(true);
  throw error;
};

async function send(request: Request): Promise<Response> {
  if (token) request.headers.set('authorization', `Bearer ${token}`);
  request.headers.set('accept-language', currentLocale());
  try {
    return await fetch(request);
  } catch (reason) {
    if (reason instanceof DOMException && reason.name === 'AbortError') throw reason;
    throw new ApiError(NO_ANSWER);
  }
}
