import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import type { EntryRead } from '@/api/gen/types.gen';
import { answer, listed, person } from '@/testing/house';
import { office, problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const meta = { request_id: 'req_1', timestamp: '2026-11-21T10:00:00Z' };
const posting = (account_code: string, debit: string, credit: string) => ({
  account_id: account_code,
  account_code,
  account_name: `Account ${account_code}`,
  debit,
  credit,
  memo: null,
});
const ENTRY: EntryRead = {
  id: 'e1',
  type: 'entry',
  number: 'P2026-00001',
  journal: 'purchases',
  kind: 'ordinary',
  booked_on: '2026-11-02',
  memo: 'Claes 2026-0101',
  source: { type: 'document', id: 'd1' },
  reverses_id: null,
  reversed_by_id: null,
  recorded_at: '2026-11-21T10:00:00Z',
  recorded_by: 'An Peeters',
  total: '484.00',
  postings: [posting('612', '400.00', '0.00'), posting('411', '84.00', '0.00'), posting('440', '0.00', '484.00')],
};

it('opens an entry, leads to its document and reverses it with a reason', async () => {
  let reason: unknown;
  const asked: string[] = [];
  server.use(
    http.get('*/api/v1/me', () => answer(person())),
    http.get('*/api/v1/anomalies/findings', () => listed([])),
    ...office([]).handlers.filter((handler) => !String(handler.info.header).includes('reverse')),
    http.get('*/api/v1/ledger/entries', ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({ data: [ENTRY], meta: { ...meta, next_cursor: null, has_more: false } });
    }),
    http.post('*/api/v1/ledger/entries/e1/reverse', async ({ request }) => {
      reason = await request.json();
      return HttpResponse.json({ data: { ...ENTRY, id: 'e2', number: 'P2026-00002' }, meta }, { status: 201 });
    }),
  );
  const { user } = await openPage('/journal?account=6&from=2026-11-01&to=2026-11-30');
  await user.click(await screen.findByRole('button', { name: /P2026-00001/ }));
  expect(asked[0]).toBe('?from=2026-11-01&to=2026-11-30&account=6&limit=50');
  const total = within(screen.getByRole('table', { name: 'Postings' })).getByRole('row', { name: /^Total/ });
  expect(
    within(total)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['484.00', '484.00']);
  expect(screen.getByRole('link', { name: 'Show document' })).toHaveAttribute('href', '/documents/d1');
  expect(await violations()).toEqual([]);

  await user.click(screen.getByRole('button', { name: 'Reverse' }));
  const dialog = await screen.findByRole('dialog', { name: 'Reverse P2026-00001' });
  await waitFor(() => expect(within(dialog).getByLabelText('Reason')).toHaveFocus());
  await user.click(within(dialog).getByRole('button', { name: 'Wrong account' }));
  await user.click(within(dialog).getByRole('button', { name: /^Reverse/ }));
  expect(await screen.findByText('P2026-00001 reversed by P2026-00002 on 2 Nov 2026')).toBeInTheDocument();
  expect(reason).toEqual({ reason: 'Wrong account', on: null });
});

function journalOf(...entries: EntryRead[]) {
  server.use(
    ...office([]).handlers,
    http.get('*/api/v1/ledger/entries', () =>
      HttpResponse.json({ data: entries, meta: { ...meta, next_cursor: null, has_more: false } }),
    ),
    http.get('*/api/v1/ledger/entries/:id', ({ params }) =>
      HttpResponse.json({ data: entries.find((entry) => entry.id === params.id), meta }),
    ),
  );
}

it('shows a credit note below zero, and its reversal above', async () => {
  const credit: EntryRead = { ...ENTRY, document_kind: 'credit_note' };
  journalOf(
    { ...credit, id: 'e1', number: 'P1', reversed_by_id: 'e2' },
    { ...credit, id: 'e2', number: 'P2', reverses_id: 'e1' },
    { ...ENTRY, id: 'e3', number: 'P3', reverses_id: 'e0' },
  );
  await openPage('/journal');
  expect(await screen.findByRole('button', { name: /P1.*Credit note.*-484\.00/ })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: /P2.*Credit note.*[^-]484\.00/ })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: /P3.*Reversal.*-484\.00/ })).toBeInTheDocument();
});

it('says on its own page that an entry is a credit note', async () => {
  journalOf({ ...ENTRY, document_kind: 'credit_note' });
  await openPage('/journal/e1');
  expect(await screen.findByText('Credit note')).toBeInTheDocument();
  expect(screen.getByText('-€484.00')).toBeInTheDocument();
});

it('reverses on the day that is chosen, and offers the first open one where it is locked', async () => {
  const asked: unknown[] = [];
  journalOf(ENTRY);
  server.use(
    http.get('*/api/v1/me', () => answer(person())),
    http.post('*/api/v1/ledger/entries/e1/reverse', async ({ request }) => {
      const body = (await request.json()) as { on: string };
      asked.push(body.on);
      if (body.on >= '2026-12-01') return HttpResponse.json({ data: { ...ENTRY, booked_on: body.on }, meta });
      const error = { code: 'period_locked', message: '', field: 'on', instead: '2026-12-01' };
      return HttpResponse.json({ title: 'Locked', status: 409, errors: [error] }, { status: 409 });
    }),
  );
  const { user } = await openPage('/journal/e1');
  await user.click(await screen.findByRole('button', { name: 'Reverse' }));
  const dialog = await screen.findByRole('dialog', { name: 'Reverse P2026-00001' });
  const day = within(dialog).getByLabelText('Day of the reversal');
  expect(day).toHaveAccessibleDescription(/^Left empty: 2 Nov 2026, the day of the entry/);
  await user.type(within(dialog).getByLabelText('Reason'), 'Wrong account');
  await user.type(day, '15/11/2026');
  await user.click(within(dialog).getByRole('button', { name: /^Reverse/ }));
  await waitFor(() => expect(day).toHaveAccessibleDescription(/^This journal is locked on that day/));
  await user.click(within(dialog).getByRole('button', { name: 'Take 1 Dec 2026' }));
  expect(day).toHaveValue('01/12/2026');
  expect(day).toHaveFocus();
  await user.click(within(dialog).getByRole('button', { name: /^Reverse/ }));
  expect(await screen.findByText('P2026-00001 reversed by P2026-00001 on 1 Dec 2026')).toBeInTheDocument();
  expect(asked).toEqual(['2026-11-15', '2026-12-01']);
});

it('filters by account with an address one can read', async () => {
  journalOf(ENTRY);
  const { user, router } = await openPage('/journal');
  await user.click(await screen.findByRole('button', { name: /P2026-00001/ }));
  await user.click(screen.getByRole('link', { name: /440/ }));
  await waitFor(() => expect(router.state.location.href).toBe('/journal?account=440'));
});

it('leads back from an entry that is not there', async () => {
  server.use(
    ...office([]).handlers,
    http.get('*/api/v1/ledger/entries/nonsense', () => problem(422, 'uuid_parsing', 'Input should be a valid UUID')),
  );
  await openPage('/journal/nonsense');
  expect(await screen.findByRole('heading', { level: 1, name: 'This entry does not exist' })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Back to the journal' })).toHaveAttribute('href', '/journal');
  expect(screen.queryByText(/UUID/)).not.toBeInTheDocument();
});
