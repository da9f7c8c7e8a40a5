import { HttpResponse, http } from 'msw';
import { afterEach, expect, it } from 'vitest';
import { asApiError } from '@/api/problem';
import { closeSession, openSession, whenSessionIsLost } from '@/api/session';
import { server } from '@/testing/server';
import { sendFiles } from './send-files';

const grant = (access_token: string) => ({ access_token, expires_in: 900, tenant: { id: 'bakery' } });
const file = () => new File(['%PDF-1.7'], 'factuur.pdf');
const still = () => new AbortController().signal;

/** A session that ended elsewhere; only `next` opens the inbox again. */
function ended(next: string) {
  const keys: (string | null)[] = [];
  openSession(grant('old'));
  server.use(
    http.post('*/api/v1/auth/refresh', () => new HttpResponse(null, { status: 401 })),
    http.post('*/api/v1/documents', ({ request }) => {
      keys.push(request.headers.get('idempotency-key'));
      if (request.headers.get('authorization') !== `Bearer ${next}`) {
        const errors = [{ code: 'session_ended', message: 'Ended', field: null, value: null }];
        return HttpResponse.json({ title: 'Ended', status: 401, errors }, { status: 401 });
      }
      return HttpResponse.json({ data: [{ id: 'd1' }], meta: {} });
    }),
  );
  return keys;
}

afterEach(() => {
  whenSessionIsLost(() => {});
  closeSession();
});

it('goes on by itself once somebody has signed in again, as the same request', async () => {
  const keys = ended('new');
  whenSessionIsLost(async () => {
    openSession(grant('new'));
    return true;
  });
  expect((await sendFiles([file()], () => {}, still())).data).toEqual([{ id: 'd1' }]);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

it('fails when nobody comes back, and does not try for ever', async () => {
  const keys = ended('new');
  await expect(sendFiles([file()], () => {}, still())).rejects.toSatisfy((reason) => asApiError(reason).status === 401);
  openSession(grant('old'));
  whenSessionIsLost(async () => {
    openSession(grant('still the old one'));
    return true;
  });
  await expect(sendFiles([file()], () => {}, still())).rejects.toSatisfy((reason) => asApiError(reason).status === 401);
  expect(keys).toHaveLength(3);
});
