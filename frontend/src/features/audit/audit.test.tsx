import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, it, vi } from 'vitest';
import { shownToasts } from '@/lib/toasts';
import { BRAM, event, HASH, log } from '@/testing/audit-log';
import { answer, house, person } from '@/testing/house';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';
import { SUBJECTS } from './events';

it('tells who did what in plain words, with the name of the machine small', async () => {
  log();
  await openPage('/audit');
  expect(
    await screen.findByRole('link', { name: /An Peeters.*Role changed.*Bram De Smet.*Member → Accountant/ }),
  ).toBeInTheDocument();
  expect(
    screen.getByRole('link', { name: /An Peeters.*API key.*Document approved.*document\.approved/ }),
  ).toBeVisible();
  expect(screen.getByRole('link', { name: /System.*Document read/ })).toBeVisible();
  // No words yet, and nobody any more: both are said as they are.
  expect(screen.getByRole('link', { name: /Somebody who left.*something\.new/ })).toBeVisible();
  expect(screen.getAllByRole('heading', { level: 2 }).map((day) => day.textContent)).toEqual([
    'Saturday 21 November 2026',
    'Friday 20 November 2026',
  ]);
  expect(await violations()).toEqual([]);
});

it('keeps the filter in the address, asks for it, and downloads exactly that', async () => {
  const asked = log();
  const saved = vi.spyOn(URL, 'createObjectURL');
  const { user, router } = await openPage(`/audit?event=books&person=${BRAM}&from=2026-11-01&q=claes&nonsense=1`);
  await screen.findByRole('link', { name: /Document approved/ });
  const names = SUBJECTS.books.prefixes.map((prefix) => `name=${prefix}`).join('&');
  const filter = `${names}&actor_id=${BRAM}&from=2026-11-01&q=claes`;
  expect(asked[0]).toBe(`?${filter}&limit=50`);
  await user.click(await screen.findByRole('button', { name: 'Download', expanded: false }));
  await user.click(await screen.findByRole('menuitem', { name: 'CSV file' }));
  await waitFor(() => expect(asked).toContain(`?${filter}&format=csv`));
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
  expect(shownToasts().at(-1)?.title).toBe('audit-log.csv was saved');

  await user.selectOptions(screen.getByLabelText('What happened'), 'Document approved');
  await waitFor(() => expect(router.state.location.href).toContain('event=document.approved'));
  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  await waitFor(() => expect(router.state.location.href).toBe('/audit'));
});

it('has a list written by a job when it is too long to wait for, and says where it will be', async () => {
  log();
  const asked: unknown[] = [];
  server.use(
    http.get('*/api/v1/audit/events', ({ request }) =>
      request.url.includes('format=xlsx')
        ? problem(422, 'file_too_long', 'in the words of the server', 'format')
        : undefined,
    ),
    http.post('*/api/v1/exports', async ({ request }) => {
      asked.push(await request.json());
      return answer({ id: 'ex-1' }, {}, 202);
    }),
  );
  const { user, router } = await openPage('/audit?q=claes');
  await user.click(await screen.findByRole('button', { name: 'Download', expanded: false }));
  await user.click(await screen.findByRole('menuitem', { name: 'Excel file (XLSX)' }));
  await waitFor(() => expect(shownToasts().at(-1)?.title).toBe('This list is long: it is being written'));
  expect(asked).toEqual([{ list: '/api/v1/audit/events?q=claes&format=xlsx', format: 'xlsx' }]);
  shownToasts().at(-1)?.action?.run();
  await waitFor(() => expect(router.state.location.pathname).toBe('/settings'));
});

it('opens an event from its address, shows what changed, and steps to its neighbour', async () => {
  log();
  const { user, router } = await openPage('/audit?open=4');
  const sheet = await screen.findByRole('dialog', { name: 'Role changed' });
  const [, row] = await within(sheet).findAllByRole('row');
  expect(row).toHaveTextContent(/^roleMemberAccountant$/);
  expect(within(sheet).getByText('Bram De Smet')).toBeInTheDocument();
  expect(within(sheet).getByText('Firefox 133, Linux')).toBeInTheDocument();
  expect(within(sheet).getByText(HASH)).toBeInTheDocument();

  await user.click(within(sheet).getByRole('button', { name: 'Older event' }));
  const next = await screen.findByRole('dialog', { name: 'Document approved' });
  expect(await within(next).findByRole('link', { name: 'Show document' })).toHaveAttribute('href', '/documents/d1');
  expect(within(next).getByRole('link', { name: 'Show entry' })).toHaveAttribute('href', '/journal/e1');
  expect(within(next).getByText('…456789ab')).toBeInTheDocument();
  expect(within(next).getByText('factuur-0101.pdf')).toBeInTheDocument();
  expect(within(next).getByText('P2026-00007')).toBeInTheDocument();
  await user.click(within(next).getByRole('button', { name: '203.0.113.7' }));
  await waitFor(() => expect(router.state.location.href).toBe('/audit?q=203.0.113.7'));
});

it('fetches an event that is not on the page, and says when there is none', async () => {
  log([]);
  server.use(
    http.get('*/api/v1/audit/events/9', () =>
      answer(event(9, 'user.signed_in', { payload: { second_factor: 'totp' } })),
    ),
    http.get('*/api/v1/audit/events/10', () => problem(404, 'audit_event_not_found', 'None')),
  );
  const { router } = await openPage('/audit?open=9');
  const sheet = await screen.findByRole('dialog', { name: 'Signed in' });
  await waitFor(() => expect(sheet).toHaveTextContent('authenticator app'));
  await router.navigate({ to: '/audit', search: { open: 10 } });
  expect(await screen.findByText('There is no event 10')).toBeInTheDocument();
});

it('tells nothing yet from nothing found', async () => {
  log([]);
  const { user } = await openPage('/audit?q=nobody');
  expect(await screen.findByText('Nothing matches these filters')).toBeInTheDocument();
  await user.click(screen.getAllByRole('button', { name: 'Clear filters' })[0] as HTMLElement);
  expect(await screen.findByText('Nothing has happened yet')).toBeInTheDocument();
});

it('is not for everybody, and asks nothing then', async () => {
  server.use(...house(person({ role: 'member' })));
  await openPage('/audit');
  expect(await screen.findByText('Owners and accountants can read the audit log.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Verify' })).not.toBeInTheDocument();
});
