import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, it, vi } from 'vitest';
import type { ExportRead } from '@/api/gen/types.gen';
import { accessToken } from '@/api/session';
import { answer, COMPANY, house, listed, person } from '@/testing/house';
import { problem } from '@/testing/office';
import { openPage } from '@/testing/render';
import { server } from '@/testing/server';
import { formatBytes } from './bytes';

const MAKING: ExportRead = {
  id: 'ex-1',
  type: 'export',
  kind: 'company',
  address: null,
  filename: 'company-export-2026-11-21.zip',
  status: 'making',
  size_bytes: 0,
  sha256: null,
  job_id: 'job-1',
  created_at: '2026-11-21T10:00:00Z',
  taken_at: null,
  made_at: null,
  expires_at: null,
};

it('shows an export being made, and hands it over when it is there', async () => {
  let made: ExportRead[] = [];
  const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  server.use(
    http.get('*/api/v1/exports', ({ request }) =>
      listed(new URL(request.url).searchParams.get('kind') === 'company' ? made : []),
    ),
    http.post('*/api/v1/company/export', () => {
      made = [MAKING];
      return answer(MAKING, {}, 202);
    }),
    http.get('*/api/v1/jobs/job-1', () => answer({ id: 'job-1', progress: 40, status: 'running' })),
    http.get('*/api/v1/exports/ex-1/content', ({ request }) =>
      request.headers.get('authorization') === 'Bearer test'
        ? HttpResponse.arrayBuffer(new ArrayBuffer(8))
        : new HttpResponse(null, { status: 401 }),
    ),
    ...house(),
  );
  const { user } = await openPage('/settings/company');
  await user.click(await screen.findByRole('button', { name: 'Make an export' }));
  await waitFor(() => expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '40'));
  expect(screen.getByRole('button', { name: 'Make an export' })).toBeDisabled();
  made = [{ ...MAKING, status: 'ready', size_bytes: 1_250_000, expires_at: '2026-11-28T10:00:00Z' }];
  await user.click(await screen.findByRole('button', { name: 'Download' }));
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
  expect(screen.getByText(/1.3 MB/)).toBeInTheDocument();
});

it('shows the lists that were too long to wait for, how far one is, and stops it', async () => {
  const list = (id: string, change: Partial<ExportRead>): ExportRead => ({
    ...MAKING,
    id,
    kind: 'list',
    address: '/api/v1/invoices?status=overdue',
    filename: 'invoices-2026-11-21.xlsx',
    ...change,
  });
  let stopped = false;
  server.use(
    http.get('*/api/v1/exports', ({ request }) => {
      if (new URL(request.url).searchParams.get('kind') !== 'list') return listed([]);
      return listed([list('ex-1', { status: stopped ? 'failed' : 'making' }), list('ex-2', { status: 'ready' })]);
    }),
    http.get('*/api/v1/jobs/job-1', () =>
      answer({ id: 'job-1', progress: 40, done: 4000, total: 10_000, status: 'running' }),
    ),
    http.delete('*/api/v1/jobs/job-1', () => {
      stopped = true;
      return answer({ id: 'job-1' }, {}, 202);
    }),
    ...house(),
  );
  const { user } = await openPage('/settings');
  const lists = within(await screen.findByRole('list', { name: 'Your lists' }));
  expect(lists.getAllByText('invoices-2026-11-21.xlsx')).toHaveLength(2);
  expect(await lists.findByText('4,000 of 10,000 rows written')).toBeInTheDocument();
  expect(lists.getAllByRole('button', { name: 'Download' })).toHaveLength(1);
  await user.click(lists.getByRole('button', { name: 'Stop' }));
  expect(await lists.findByText(/^It was stopped, or could not be made/)).toBeInTheDocument();
});

it('does not erase an only owner, and says of what', async () => {
  const me = person();
  server.use(
    http.post('*/api/v1/me/erase', () =>
      problem(409, 'only_owner', 'in the words of the server', null, me.tenants[0]?.id),
    ),
    ...house({ ...me, tenants: [...me.tenants, { id: 'garage', name: 'Garage', role: 'owner' }] }),
  );
  const { user } = await openPage('/settings');
  await user.click(await screen.findByRole('button', { name: 'Erase…' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('button', { name: 'Erase my account' })).toBeDisabled();
  await user.type(dialog.getByLabelText('Current password'), 'een lange zin');
  await user.click(dialog.getByLabelText('I understand that this is for good'));
  await user.click(dialog.getByRole('button', { name: 'Erase my account' }));
  const said = await dialog.findByRole('alert');
  expect(said).toHaveTextContent(/^You are the only owner of Bakkerij Peeters: make/);
  expect(said).not.toHaveTextContent('Garage');
});

it('erases, and leaves nobody signed in', async () => {
  server.use(
    http.post('*/api/v1/me/erase', () => answer({ type: 'erasure', erased_at: 'x', stays: [] }, {}, 202)),
    ...house(person({ role: 'viewer' })),
  );
  const { user, router } = await openPage('/settings');
  await user.click(await screen.findByRole('button', { name: 'Erase…' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.type(dialog.getByLabelText('Current password'), 'een lange zin');
  await user.click(dialog.getByLabelText('I understand that this is for good'));
  await user.click(dialog.getByRole('button', { name: 'Erase my account' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
  expect(accessToken()).toBeNull();
});

it('closes a company only by its name, and tells how long its books are kept', async () => {
  const sent: unknown[] = [];
  let closed_at: string | null = null;
  const me = person();
  server.use(
    http.get('*/api/v1/me', () => answer({ ...me, tenant: { ...me.tenant, closed_at } })),
    http.get('*/api/v1/company', () => answer({ ...COMPANY, closed_at })),
    http.post('*/api/v1/company/close', async ({ request }) => {
      sent.push(await request.json());
      closed_at = '2026-11-21T10:00:00Z';
      return answer({ type: 'company_closing', closed_at, books_kept_until: '2037-01-01', job_id: 'j' });
    }),
    ...house(),
  );
  const { user } = await openPage('/settings/company');
  await user.click(await screen.findByRole('button', { name: 'Close…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Close Bakkerij Peeters for good?' }));
  await user.type(dialog.getByLabelText('Current password'), 'een lange zin');
  await user.type(dialog.getByLabelText('Type “Bakkerij Peeters” to be sure'), 'Bakkerij');
  expect(dialog.getByRole('button', { name: 'Close for good' })).toBeDisabled();
  await user.type(dialog.getByLabelText('Type “Bakkerij Peeters” to be sure'), ' Peeters');
  await user.click(dialog.getByRole('button', { name: 'Close for good' }));
  expect(await dialog.findByText(/1 Jan 2037/)).toBeInTheDocument();
  expect(sent).toEqual([{ name: 'Bakkerij Peeters', current_password: 'een lange zin' }]);
});

it('writes sizes as people read them', () => {
  const spaced = (text: string) => text.replace(/\s/g, ' ');
  expect([0, 999, 31_400, 1_250_000_000].map((bytes) => spaced(formatBytes(bytes, 'en-IE')))).toEqual([
    '0 byte',
    '999 byte',
    '31.4 kB',
    '1.3 GB',
  ]);
});
