import { HttpResponse, http } from 'msw';
import type { AuditEventRead } from '@/api/gen/types.gen';
import { answer, house, listed, member, person } from './house';
import { server } from './server';

export const BRAM = '01900000-0000-7000-8000-0000000000bb';
export const HASH = 'ab'.repeat(32);

export function event(sequence: number, name: string, change: Partial<AuditEventRead> = {}): AuditEventRead {
  return {
    sequence,
    type: 'audit_event',
    name,
    actor: { id: person().id, name: 'An Peeters' },
    api_key_id: null,
    ip: '203.0.113.7',
    user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
    request_id: 'req_abc',
    about: [],
    payload: {},
    recorded_at: '2026-11-21T09:00:05Z',
    hash: HASH,
    ...change,
  };
}

export const LOG = [
  event(4, 'member.role_changed', {
    payload: { user_id: BRAM, old: { role: 'member' }, new: { role: 'accountant' } },
  }),
  event(3, 'document.approved', {
    payload: { document_id: 'd1', entry_id: 'e1' },
    about: [
      { type: 'document', id: 'd1', name: 'factuur-0101.pdf' },
      { type: 'entry', id: 'e1', name: 'P2026-00007' },
    ],
    api_key_id: '01900000-0000-7000-8000-0123456789ab',
  }),
  event(2, 'document.read', { actor: null, recorded_at: '2026-11-20T09:00:00Z' }),
  event(1, 'something.new', { actor: { id: 'gone', name: null }, recorded_at: '2026-11-20T08:00:00Z' }),
];

export function log(rows: readonly AuditEventRead[] = LOG) {
  const asked: string[] = [];
  server.use(
    http.get('*/api/v1/audit/events', ({ request }) => {
      const { search, searchParams } = new URL(request.url);
      asked.push(search);
      if (searchParams.has('format')) {
        const headers = { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="audit-log.csv"' };
        return new HttpResponse('sequence\r\n4\r\n', { headers });
      }
      return listed(rows);
    }),
    http.get('*/api/v1/audit/events/:sequence', ({ params }) =>
      answer(rows.find((row) => row.sequence === Number(params.sequence))),
    ),
    http.get('*/api/v1/members', () => listed([member('Bram De Smet', { id: BRAM })])),
    ...house(),
  );
  return asked;
}
