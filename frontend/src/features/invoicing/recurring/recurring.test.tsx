import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { beforeEach, expect, it } from 'vitest';
import type { InvoiceShown, RecurringRead, TotalsAsked } from '@/api/gen/types.gen';
import { answer, house } from '@/testing/house';
import { DRAFT, deskHandlers, LINE, totalsOf } from '@/testing/invoices';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

beforeEach(() => sessionStorage.clear());

const LIKE: InvoiceShown = {
  ...DRAFT,
  lines: [LINE, { ...LINE, id: 'l2', position: 1, description: 'Domain', vat_rate: '19.00', chosen: ['vat_rate'] }],
};

it('marks the line that the server refuses', async () => {
  server.use(
    ...deskHandlers(),
    http.get('*/api/v1/invoices/:id', () => answer(LIKE)),
    http.post('*/api/v1/invoices/totals', async ({ request }) =>
      answer(totalsOf((await request.json()) as TotalsAsked, '200.00')),
    ),
    http.post('*/api/v1/recurring-invoices', () =>
      problem(422, 'rate_unknown', 'No such rate', 'content.lines.1.vat_rate'),
    ),
    ...house(),
  );
  const { user } = await openPage(`/invoices/recurring/new?like=${DRAFT.id}`);
  await screen.findByDisplayValue('Domain');
  await user.keyboard('{Control>}{Enter}{/Control}');
  const second = screen.getByLabelText('Description of line 2');
  const line = second.closest('li') as HTMLElement;
  expect(await within(line).findByText(/VAT rate/)).toBeVisible();
  await waitFor(() => expect(second).toHaveFocus());
  expect(screen.queryByRole('alert')).toBeNull();
  expect(await violations()).toEqual([]);
});

const SHOP: RecurringRead = {
  id: 'r1',
  type: 'recurring_invoice',
  name: 'Webshop',
  contact_id: DRAFT.contact_id,
  content: {
    contact_id: DRAFT.contact_id,
    series: 'W',
    lines: [{ description: 'Hosting', unit_price: '100.00' }],
  },
  every: 'month',
  interval_count: 1,
  starts_on: '2027-01-01',
  next_on: '2027-01-01',
  ends_on: null,
  issues_by_itself: false,
  sends_by_itself: false,
  is_active: true,
  last_invoice_id: null,
  last_made_on: null,
  problem: null,
  created_at: '2026-11-01T09:00:00Z',
  version: 3,
};

it('shows the days that follow the next one, and keeps the series it was made with', async () => {
  let sent: unknown;
  server.use(
    ...deskHandlers(),
    http.get('*/api/v1/recurring-invoices', () => answer([SHOP])),
    http.get('*/api/v1/recurring-invoices/:id', () => answer(SHOP)),
    http.post('*/api/v1/invoices/totals', async ({ request }) =>
      answer(totalsOf((await request.json()) as TotalsAsked, '100.00')),
    ),
    http.patch('*/api/v1/recurring-invoices/:id', async ({ request }) => {
      sent = await request.json();
      return answer(SHOP);
    }),
    ...house(),
  );
  const { user } = await openPage(`/invoices/recurring/${SHOP.id}`);
  const next = await screen.findByLabelText('Next on');
  expect(next).toHaveAccessibleDescription('then 1 Feb 2027 · 1 Mar 2027 · 1 Apr 2027');
  await user.clear(next);
  await user.type(next, '15/1/2027{Tab}');
  expect(next).toHaveAccessibleDescription('then 15 Feb 2027 · 15 Mar 2027 · 15 Apr 2027');
  expect(screen.getByLabelText('Number series')).toHaveValue('W');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(sent).toMatchObject({ next_on: '2027-01-15', content: { series: 'W' } }));
});

it('saves nothing over what a colleague saved meanwhile, unless that is said', async () => {
  const asked: (string | null)[] = [];
  let theirs = SHOP;
  server.use(
    ...deskHandlers(),
    http.get('*/api/v1/recurring-invoices', () => answer([theirs])),
    http.get('*/api/v1/recurring-invoices/:id', () => answer(theirs)),
    http.post('*/api/v1/invoices/totals', async ({ request }) =>
      answer(totalsOf((await request.json()) as TotalsAsked, '100.00')),
    ),
    http.patch('*/api/v1/recurring-invoices/:id', ({ request }) => {
      const version = request.headers.get('if-match');
      asked.push(version);
      return version === `"${theirs.version}"` ? answer(theirs) : problem(412, 'changed_meanwhile', 'Changed');
    }),
    ...house(),
  );
  const { user } = await openPage(`/invoices/recurring/${SHOP.id}`);
  const name = await screen.findByLabelText('Name');
  await user.clear(name);
  await user.type(name, 'Webshop of mine');
  theirs = { ...SHOP, name: 'Webshop of theirs', version: 4 };
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText('Somebody else changed this meanwhile')).toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Webshop of theirs'));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(asked).toEqual(['"3"', '"3"']));
  expect(name).toHaveValue('Webshop of mine');
  await user.click(await screen.findByRole('button', { name: 'Take theirs' }));
  await waitFor(() => expect(screen.getByLabelText('Name')).toHaveValue('Webshop of theirs'));
  theirs = { ...theirs, version: 5 };
  await user.keyboard('{Control>}{Enter}{/Control}');
  await user.click(await screen.findByRole('button', { name: 'Save mine over it' }));
  await waitFor(() => expect(asked).toEqual(['"3"', '"3"', '"4"', '"5"']));
});
