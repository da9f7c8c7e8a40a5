import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import type { Return } from '@/api/gen/types.gen';
import { answer, house, listed, person } from '@/testing/house';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const RETURN: Return = {
  type: 'vat_return',
  period: '2026-Q4',
  kind: 'quarter',
  country: 'BE',
  starts_on: '2026-10-01',
  ends_on: '2026-12-31',
  deadline: '2027-01-25',
  state: 'running',
  files_returns: true,
  why_none: null,
  is_special: false,
  owed_as_buyer: '0.00',
  corrections: '0.00',
  grids: [
    { grid: '03', name: 'Supplies at 21 %', kind: 'sales', amount: '100.00', in_books: '100.00', postings: 1 },
    { grid: '54', name: 'VAT on 01, 02 and 03', kind: 'due', amount: '12.00', in_books: '12.00', postings: 1 },
  ],
  controls: [
    { name: 'vat_on_sales', rule: '03 × 21 % = 54', left: '21.00', right: '12.00', tolerance: '0.00', holds: false },
    { name: 'vat_repaid', rule: '85 × 21 % ≥ 63', left: '0.00', right: '0.00', tolerance: '0.00', holds: true },
  ],
  unfinished: { drafts: 0, documents: 0, expenses: 0 },
  balance: '12.00',
  entry_id: null,
  settles_on: '2026-12-31',
  closed_at: null,
  closed_by: null,
  can_close: true,
  can_reopen: false,
  version: 0,
};

function filing(role: 'owner' | 'viewer' = 'owner') {
  const closed: unknown[] = [];
  const now = () =>
    closed.length > 0 ? { ...RETURN, state: 'closed', can_close: false, can_reopen: true, version: 1 } : RETURN;
  server.use(
    http.get('*/api/v1/me', () => answer(person({ role }))),
    http.get('*/api/v1/vat/returns/2026-Q4', () => answer(now())),
    http.get('*/api/v1/vat/returns/2026-Q4/grids/03', () =>
      listed([
        {
          posting_id: 'p1',
          booked_on: '2026-11-02',
          entry_id: 'e1',
          entry_number: 'S2026-00001',
          memo: 'Sale',
          account_code: '700',
          account_name: 'Turnover',
          grid: '+03',
          amount: '100.00',
          source_type: 'invoice',
          source_id: 'i1',
          invoice_id: 'i1',
          invoice_number: '2026-0001',
          contact_id: 'c1',
          contact_name: 'Kapsalon Lena',
        },
      ]),
    ),
    http.post('*/api/v1/vat/returns/2026-Q4/close', async ({ request }) => {
      closed.push(await request.json());
      return answer(now());
    }),
    ...house(person({ role })),
  );
  return closed;
}

it('explains a grid in plain words and down to its invoice', async () => {
  filing();
  const { user } = await openPage('/vat/2026-Q4');
  const grid = await screen.findByRole('link', { name: /Supplies at 21 %/ });
  expect(grid).toHaveTextContent('What you sold at 21 %, without the VAT itself. Its VAT is in 54.');
  expect(await violations()).toEqual([]);
  await user.click(grid);
  const sheet = await screen.findByRole('dialog', { name: /Supplies at 21 %/ });
  const invoice = await within(sheet).findByRole('link', { name: 'Kapsalon Lena · 2026-0001' });
  expect(invoice).toHaveAttribute('href', '/invoices/i1');
  expect(within(sheet).getByRole('link', { name: 'S2026-00001' })).toHaveAttribute('href', '/journal/e1');
});

it('leads from a quarter of which a month was filed to what is open of it', async () => {
  filing();
  const told = { code: 'vat_period_filed_otherwise', message: 'x', field: 'period', instead: '2026-11' };
  server.use(
    http.get('*/api/v1/vat/returns/2026-Q4', () =>
      HttpResponse.json({ title: 'x', status: 409, errors: [told] }, { status: 409 }),
    ),
  );
  await openPage('/vat/2026-Q4');
  expect(await screen.findByRole('heading', { name: 'This is no return of its own' })).toBeVisible();
  expect(screen.getByText(/no VAT is declared twice/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'VAT return 2026-11' })).toHaveAttribute('href', '/vat/2026-11');
  expect(await violations()).toEqual([]);
});

it('says which control fails and why, and closes only when that is accepted by name', async () => {
  const closed = filing();
  const { user } = await openPage('/vat/2026-Q4');
  expect(await screen.findByText(/look for a sale with a wrong rate/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Close the period' }));
  const dialog = await screen.findByRole('dialog', { name: /^Close/ });
  const close = within(dialog).getByRole('button', { name: 'Close the period' });
  expect(close).toBeDisabled();
  for (const box of within(dialog).getAllByRole('checkbox')) await user.click(box);
  await user.click(close);
  expect(await screen.findByRole('button', { name: 'Reopen' })).toBeInTheDocument();
  expect(closed).toEqual([{ accept_warnings: ['vat_period_not_ended', 'vat_controls_fail'] }]);
});

it('lets those who may only look see it, and offers them nothing else', async () => {
  filing('viewer');
  await openPage('/vat/2026-Q4');
  expect(await screen.findByRole('link', { name: /Supplies at 21 %/ })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Close the period' })).not.toBeInTheDocument();
});

it('names the special return of who files none, and says why there is one', async () => {
  filing();
  server.use(
    http.get('*/api/v1/vat/returns/2026-Q4', () => answer({ ...RETURN, is_special: true, owed_as_buyer: '12.00' })),
  );
  await openPage('/vat/2026-Q4');
  expect(await screen.findByRole('heading', { name: /Special VAT return/ })).toBeVisible();
  expect(screen.getByText(/form 629/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Close the period' })).toBeEnabled();
  expect(await violations()).toEqual([]);
});

it('tells the credit notes in a special return that form 629 does not ask, and closes it once they are declared apart', async () => {
  const closed = filing();
  const noted = { ...RETURN, state: 'to_close', is_special: true, corrections: '-21.00', controls: [] };
  server.use(http.get('*/api/v1/vat/returns/2026-Q4', () => answer(noted)));
  const { user } = await openPage('/vat/2026-Q4');
  expect(await screen.findByText(/that you do not owe as a buyer/)).toHaveTextContent('€21.00 to get back');
  expect(screen.queryByText(/It bought what the buyer owes/)).not.toBeInTheDocument();
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Close the period' }));
  const dialog = await screen.findByRole('dialog', { name: /^Close/ });
  const close = within(dialog).getByRole('button', { name: 'Close the period' });
  expect(close).toBeDisabled();
  await user.click(within(dialog).getByRole('checkbox', { name: /I declare it apart/ }));
  await user.click(close);
  await waitFor(() => expect(closed).toEqual([{ accept_warnings: ['vat_corrections_apart'] }]));
});

it('says on which day the VAT of a year that is closed moves to the current account', async () => {
  filing();
  server.use(http.get('*/api/v1/vat/returns/2026-Q4', () => answer({ ...RETURN, settles_on: '2027-01-01' })));
  const { user } = await openPage('/vat/2026-Q4');
  await user.click(await screen.findByRole('button', { name: 'Close the period' }));
  const dialog = await screen.findByRole('dialog', { name: /^Close/ });
  expect(within(dialog).getByText(/moves to the current account on .*2027/)).toBeVisible();
});

it('calls what a Dutch return is made of rubrieken', async () => {
  const grid = { grid: '1a', name: 'Supplies at the high rate', kind: 'sales', amount: '100.00', in_books: '100.00' };
  server.use(
    http.get('*/api/v1/vat/returns/2026-Q4', () =>
      answer({ ...RETURN, country: 'NL', grids: [{ ...grid, postings: 1 }] }),
    ),
    http.get('*/api/v1/vat/returns/2026-Q4/grids/1a', () => listed([])),
    ...house(),
  );
  await openPage('/vat/2026-Q4?grid=1a');
  expect(await screen.findByText('No posting counts in this box')).toBeInTheDocument();
  expect(screen.getByText('Boxes of the return')).toBeInTheDocument();
  expect(screen.queryByText('Grids of the return')).toBeNull();
});
