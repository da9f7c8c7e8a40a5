import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { afterEach, expect, it } from 'vitest';
import { house, listed } from '@/testing/house';
import { openPage } from '@/testing/render';
import { server } from '@/testing/server';
import { closeLayer } from './layers';

afterEach(closeLayer);

const ROWS: Record<string, object> = {
  '/invoices': {
    id: 'i1',
    number: 'VF2026-00118',
    contact_name: 'Hotel Zeezicht',
    total_amount: '16528.00',
    currency: 'EUR',
    issued_on: '2026-11-10',
  },
  '/banking/lines': {
    id: 'l1',
    counterparty_name: 'Zeezicht NV',
    text: 'invoice 118',
    amount: '16528.00',
    currency: 'EUR',
    booked_on: '2026-11-12',
  },
  '/ledger/entries': { id: 'e1', number: 'P2026-00222', memo: 'Rent of November', booked_on: '2026-11-01' },
};

/** Opens the palette; what each list was asked for, and what those that are named answer. */
async function palette(...answering: string[]) {
  const asked: [string, string][] = [];
  server.use(
    http.get('*/api/v1/ledger/accounts', () =>
      listed([
        { id: 'a1', code: '612', name: 'Telephone' },
        { id: 'a2', code: '440', name: 'Suppliers' },
      ]),
    ),
    ...house(),
    http.get('*/api/v1/*', ({ request }) => {
      const { pathname, searchParams } = new URL(request.url);
      const list = pathname.split('/api/v1')[1] as string;
      const q = searchParams.get('q');
      if (q) asked.push([list, q]);
      return listed(q && answering.includes(list) && ROWS[list] ? [ROWS[list]] : []);
    }),
  );
  const { user, router } = await openPage('/settings');
  const [search] = await screen.findAllByRole('button', { name: /^Search or jump to/ });
  await user.click(search as HTMLElement);
  const dialog = within(await screen.findByRole('dialog', { name: 'Search or jump to' }));
  return { user, router, dialog, asked, field: dialog.getByRole('combobox') };
}

it('finds an invoice and a bank line by an amount with its cents, and asks only what has amounts', async () => {
  const { user, dialog, asked, field } = await palette('/invoices', '/banking/lines');
  await user.type(field, '16.528,00');
  const lines = within(await dialog.findByRole('group', { name: 'Bank lines' }));
  expect(lines.getByRole('option')).toHaveTextContent('Zeezicht NVinvoice 118');
  expect(dialog.getByRole('option', { name: /VF2026-00118 · Hotel Zeezicht/ })).toHaveTextContent('16,528.00');
  const last = asked.filter(([, q]) => q === '16.528,00').map(([list]) => list);
  expect(last.sort()).toEqual(['/banking/lines', '/expenses', '/invoices']);
});

it('finds an entry by its number and opens it with Enter', async () => {
  const { user, dialog, field, router } = await palette('/ledger/entries');
  await user.type(field, 'P2026-00222');
  expect(await dialog.findByRole('option', { name: /P2026-00222.*Rent of November/ })).toBeVisible();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/journal/e1'));
});

it.each(['612', 'telephone'])('finds an account by %s, and leads to it in the general ledger', async (typed) => {
  const { user, dialog, field, router } = await palette();
  await user.type(field, typed);
  expect(await dialog.findByRole('option', { name: '612 Telephone' })).toBeVisible();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/reports/general-ledger'));
  expect(router.state.location.search).toMatchObject({ account: '612.' });
});

it.each([
  ['btw aangifte', 'VAT'],
  ['déclaration', 'VAT'],
  ['return', 'VAT'],
  ['bilan', 'Balance sheet'],
])('finds a page by another word for it: %s', async (typed, page) => {
  const { user, dialog, field } = await palette();
  await user.type(field, typed);
  expect(await dialog.findByRole('option', { name: new RegExp(`^${page}`) })).toBeVisible();
});

it('asks once for what was typed at one go', async () => {
  const { user, field, asked, dialog } = await palette('/invoices');
  await user.type(field, 'zeezicht');
  await dialog.findByRole('option', { name: /Hotel Zeezicht/ });
  expect(asked.filter(([list]) => list === '/invoices')).toEqual([['/invoices', 'zeezicht']]);
});
