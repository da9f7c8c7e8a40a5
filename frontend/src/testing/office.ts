import { HttpResponse, http } from 'msw';
import type { Booking, DocumentRead } from '@/api/gen/types.gen';
import { ACCOUNTS, booking, ME, summary } from './fixtures';

const META = { request_id: 'req_test', timestamp: '2026-11-21T10:00:00Z' };
const answer = (data: unknown, meta: object = {}) => HttpResponse.json({ data, meta: { ...META, ...meta } });

export function problem(
  status: number,
  code: string,
  title: string,
  field: string | null = null,
  value: unknown = null,
) {
  const errors = [{ code, message: title, field, value }];
  return HttpResponse.json({ title, status, errors, meta: META }, { status });
}

/** How the booking differs from a plain one; may depend on whether its problems were set aside. */
export type Preview = Partial<Booking> | ((accepted: boolean) => Partial<Booking>);

/** An API that behaves like ours towards a handful of documents: versions, decisions, the inbox in order. */
export function office(documents: DocumentRead[], preview: Preview = {}) {
  const stored = new Map(documents.map((document) => [document.id, document]));
  const calls: { method: string; path: string; body: unknown; match: string | null }[] = [];
  const get = (id: unknown) => stored.get(String(id));

  function change(id: unknown, by: Partial<DocumentRead>) {
    const known = get(id);
    if (!known) return problem(404, 'document_not_found', 'There is no such document.');
    const changed = { ...known, ...by, version: known.version + 1 };
    stored.set(known.id, changed);
    return answer(changed);
  }

  async function note(request: Request) {
    const body: unknown = await request
      .clone()
      .json()
      .catch(() => null);
    calls.push({
      method: request.method,
      path: new URL(request.url).pathname,
      body,
      match: request.headers.get('if-match'),
    });
    return body;
  }

  const handlers = [
    http.get('*/api/v1/me', () => answer(ME)),
    http.get('*/api/v1/ledger/accounts', () => answer(ACCOUNTS)),
    http.get('*/api/v1/documents', ({ request }) => {
      const status = new URL(request.url).searchParams.get('status');
      const all = [...stored.values()];
      const rows = all.filter((one) => !status || one.status === status).map(summary);
      const counts = Object.fromEntries(
        ['to_review', 'approved', 'rejected', 'failed', 'reading', 'uploaded'].map((name) => [
          name,
          all.filter((one) => one.status === name).length,
        ]),
      );
      return answer(rows, { next_cursor: null, has_more: false, counts });
    }),
    http.get('*/api/v1/documents/:id', ({ params }) => {
      const found = get(params.id);
      return found ? answer(found) : problem(404, 'document_not_found', 'There is no such document.');
    }),
    http.get('*/api/v1/documents/:id/booking', ({ params, request }) => {
      const accepted = new URL(request.url).searchParams.has('accept_warnings');
      const change = typeof preview === 'function' ? preview(accepted) : preview;
      return answer({ ...booking(get(params.id)?.account_code ?? '604'), ...change });
    }),
    http.get('*/api/v1/documents/:id/pages/:n', () =>
      HttpResponse.arrayBuffer(new ArrayBuffer(8), { headers: { 'content-type': 'image/jpeg' } }),
    ),
    http.patch('*/api/v1/documents/:id/fields', async ({ request, params }) => {
      const { fields = {}, ...rest } = (await note(request)) as {
        fields?: Record<string, string>;
        account_code?: string;
      };
      const known = get(params.id);
      if (known && request.headers.get('if-match') !== `"${known.version}"`)
        return problem(412, 'changed_meanwhile', 'Changed.');
      const corrected = Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [
          name,
          { ...known?.fields[name], value, confidence: 1, source: 'user' },
        ]),
      );
      return change(params.id, { ...rest, fields: { ...known?.fields, ...corrected } as DocumentRead['fields'] });
    }),
    http.post('*/api/v1/documents/:id/approve', async ({ request, params }) => {
      await note(request);
      return change(params.id, { status: 'approved', entry_id: `entry-${params.id}` });
    }),
    http.post('*/api/v1/documents/:id/reject', async ({ request, params }) => {
      const { reason } = (await note(request)) as { reason: string };
      return change(params.id, { status: 'rejected', rejection_reason: reason });
    }),
    http.post('*/api/v1/ledger/entries/:id/reverse', async ({ request, params }) => {
      await note(request);
      change(String(params.id).replace('entry-', ''), { status: 'to_review', entry_id: null });
      return answer({ id: 'reversal', number: 'P2026-00002' });
    }),
  ];
  return { handlers, calls, stored, change };
}
