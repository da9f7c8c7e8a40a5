import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { server } from '@/testing/server';
import {
  accessToken,
  apiFetch,
  authFetch,
  closeSession,
  openSession,
  restoreSession,
  secondFactorIsWanted,
  secondFactorShown,
  whenSessionIsLost,
  whenTenantChanges,
} from './session';

const TENANT = { id: 'bakery' };
const grant = (access_token: string, expires_in = 900) => ({ access_token, expires_in, tenant: TENANT });
const refreshed = (token: string, tenant = TENANT) => HttpResponse.json({ data: { ...grant(token), tenant } });

describe('session', () => {
  beforeEach(() => closeSession());

  it('refreshes once for concurrent 401s and replays the bodies', async () => {
    openSession(grant('old'));
    let refreshes = 0;
    const seen: unknown[] = [];
    server.use(
      http.post('*/api/v1/auth/refresh', async () => {
        refreshes++;
        await new Promise((resolve) => setTimeout(resolve, 20));
        return refreshed('new');
      }),
      http.post('*/api/v1/things', async ({ request }) => {
        if (request.headers.get('authorization') !== 'Bearer new') return new HttpResponse(null, { status: 401 });
        seen.push(await request.json());
        return HttpResponse.json({ ok: true });
      }),
    );
    const call = (n: number) =>
      authFetch(`${location.origin}/api/v1/things`, { method: 'POST', body: JSON.stringify({ n }) });
    const answers = await Promise.all([call(1), call(2), call(3)]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect(refreshes).toBe(1);
    expect(seen).toHaveLength(3);
    expect(accessToken()).toBe('new');
  });

  it('renews a token that is about to expire before it is used', async () => {
    openSession(grant('stale', 5));
    server.use(
      http.post('*/api/v1/auth/refresh', () => refreshed('new')),
      http.get('*/api/v1/things', ({ request }) => HttpResponse.json(request.headers.get('authorization'))),
    );
    const answer = await authFetch(`${location.origin}/api/v1/things`);
    expect(await answer.json()).toBe('Bearer new');
  });

  it('gives the 401 back and says so when the refresh fails', async () => {
    let lost = 0;
    whenSessionIsLost(() => lost++);
    openSession(grant('old'));
    server.use(
      http.post('*/api/v1/auth/refresh', () => new HttpResponse(null, { status: 401 })),
      http.get('*/api/v1/things', () => new HttpResponse(null, { status: 401 })),
    );
    expect((await authFetch(`${location.origin}/api/v1/things`)).status).toBe(401);
    expect(accessToken()).toBeNull();
    expect(lost).toBe(1);
    whenSessionIsLost(() => {});
  });

  it('goes on with what waited once the person is back', async () => {
    openSession(grant('old'));
    whenSessionIsLost(async () => {
      openSession(grant('again'));
      return true;
    });
    server.use(
      http.post('*/api/v1/auth/refresh', () => new HttpResponse(null, { status: 401 })),
      http.put('*/api/v1/things', async ({ request }) =>
        request.headers.get('authorization') === 'Bearer again'
          ? HttpResponse.json(await request.json())
          : new HttpResponse(null, { status: 401 }),
      ),
    );
    const answer = await authFetch(`${location.origin}/api/v1/things`, { method: 'PUT', body: '{"kept":true}' });
    expect(await answer.json()).toEqual({ kept: true });
    whenSessionIsLost(() => {});
  });

  it('notices that another tab went on in another company', async () => {
    let others = 0;
    whenTenantChanges(() => others++);
    openSession(grant('stale', 5));
    server.use(
      http.post('*/api/v1/auth/refresh', () => refreshed('new', { id: 'garage' })),
      http.get('*/api/v1/things', () => HttpResponse.json({})),
    );
    await authFetch(`${location.origin}/api/v1/things`);
    expect(others).toBe(1);
    whenTenantChanges(() => {});
  });

  it('does not end the session because the server is down', async () => {
    openSession(grant('stale', 5));
    server.use(http.post('*/api/v1/auth/refresh', () => new HttpResponse(null, { status: 503 })));
    await expect(authFetch(`${location.origin}/api/v1/things`)).rejects.toMatchObject({ status: 503 });
    expect(accessToken()).toBe('stale');
  });

  it('knows when the company wants a second factor, until it was shown', async () => {
    openSession(grant('good'));
    expect(secondFactorIsWanted()).toBe(false);
    server.use(
      http.get('*/api/v1/things', () =>
        HttpResponse.json(
          { title: 'Second factor', status: 403, errors: [{ code: 'mfa_required', message: '', field: null }] },
          { status: 403 },
        ),
      ),
    );
    await expect(apiFetch(`${location.origin}/api/v1/things`)).rejects.toMatchObject({ status: 403 });
    expect(secondFactorIsWanted()).toBe(true);
    secondFactorShown();
    expect(secondFactorIsWanted()).toBe(false);
  });

  it('renews for what is at the door but for people inside, and not for signing in', async () => {
    const asked: string[] = [];
    server.use(
      http.post('*/api/v1/auth/refresh', () => {
        asked.push('refresh');
        return refreshed('new');
      }),
      http.post('*/api/v1/auth/verify-email/send', ({ request }) => {
        asked.push(`send ${request.headers.get('authorization')}`);
        return HttpResponse.json({});
      }),
      http.post('*/api/v1/auth/login', () => new HttpResponse(null, { status: 401 })),
    );
    const post = (path: string) => authFetch(`${location.origin}/api/v1/auth/${path}`, { method: 'POST' });
    openSession(grant('stale', 5));
    await post('verify-email/send');
    expect((await post('login')).status).toBe(401);
    expect(asked).toEqual(['refresh', 'send Bearer new']);
  });

  it('passes on how long the server wants to be left alone', async () => {
    openSession(grant('good'));
    server.use(
      http.get('*/api/v1/things', () => new HttpResponse(null, { status: 429, headers: { 'retry-after': '17' } })),
    );
    await expect(apiFetch(`${location.origin}/api/v1/things`)).rejects.toMatchObject({ retryAfter: 17 });
  });

  it('gives the answer to a page that has gone the time to arrive, and asks by itself only then', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'Date'] });
    let refreshes = 0;
    server.use(
      http.post('*/api/v1/auth/refresh', () => {
        refreshes++;
        return refreshed('new');
      }),
    );
    localStorage.setItem('signed-in', 'yes');
    localStorage.setItem('refresh-asked-at', String(Date.now() - 500));
    const restored = restoreSession();
    await vi.advanceTimersByTimeAsync(1_900);
    expect(refreshes).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    vi.useRealTimers();
    expect(await restored).toBe(true);
    expect(refreshes).toBe(1);
    expect(localStorage.getItem('refresh-asked-at')).toBe('');
  });

  it('asks nothing of the server when nobody was signed in here', async () => {
    expect(await restoreSession()).toBe(false);
  });

  it('throws the problem of a failed call', async () => {
    openSession(grant('good'));
    server.use(
      http.get('*/api/v1/things', () =>
        HttpResponse.json(
          { title: 'This period is closed.', status: 409, errors: [], meta: { request_id: 'req_1' } },
          { status: 409 },
        ),
      ),
    );
    await expect(apiFetch(`${location.origin}/api/v1/things`)).rejects.toMatchObject({
      status: 409,
      requestId: 'req_1',
    });
  });
});
