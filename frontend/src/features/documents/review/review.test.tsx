import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import type { BookingProblem } from '@/api/gen/types.gen';
import { ACCOUNTS, document, field } from '@/testing/fixtures';
import { office, type Preview, problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const THREE = () => [document('d1'), document('d2'), document('d3')];

async function review(documents = THREE(), id = 'd1', preview: Preview = {}) {
  const desk = office(documents, preview);
  server.use(...desk.handlers);
  const page = await openPage(`/documents/${id}?status=to_review`);
  await screen.findByRole('heading', { level: 1, name: `Supplier ${id}` });
  await screen.findByText(/of 3|of 1/);
  return { ...page, desk };
}

it('goes through the inbox and decides with the keyboard alone', async () => {
  const { user, desk } = await review();
  await user.keyboard('j');
  await screen.findByRole('heading', { level: 1, name: 'Supplier d2' });
  await user.keyboard('k');
  await screen.findByRole('heading', { level: 1, name: 'Supplier d1' });

  await user.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByText('Supplier d1 approved');
  await screen.findByRole('heading', { level: 1, name: 'Supplier d2' });
  // The next document opens for checking: in the first field that deserves a look, from where Escape leads out.
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Invoice number' })).toHaveFocus());

  await user.keyboard('{Escape}r');
  const dialog = await screen.findByRole('dialog', { name: 'Reject this document' });
  await user.type(within(dialog).getByLabelText('Reason'), 'not ours');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByText('Supplier d2 rejected');
  await screen.findByRole('heading', { level: 1, name: 'Supplier d3' });

  expect([desk.stored.get('d1')?.status, desk.stored.get('d2')?.rejection_reason]).toEqual(['approved', 'not ours']);
});

it('takes the last approval back with U, wherever the review has gone since', async () => {
  const { user, desk } = await review();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByRole('heading', { level: 1, name: 'Supplier d2' });
  expect(screen.getByRole('button', { name: 'Undo' })).toBeInTheDocument();
  await user.keyboard('{Escape}u');
  await screen.findByRole('heading', { level: 1, name: 'Supplier d1' });
  expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument(); // what it offered is done
  expect(desk.stored.get('d1')?.status).toBe('to_review');
});

it('saves corrections by itself, as exact text and on the version they were made on', async () => {
  const { user, desk } = await review();
  const total = screen.getByRole('textbox', { name: 'Total' });
  await user.clear(total);
  await user.type(total, '1.234,50');
  await user.tab();
  await waitFor(() => expect(desk.calls).toHaveLength(1));
  expect(desk.calls[0]).toMatchObject({ body: { fields: { total_amount: '1234.50' } }, match: '"1"' });
  await waitFor(() => expect(total).toHaveValue('1,234.50'));

  await user.clear(total);
  await user.type(total, 'a lot');
  await user.tab();
  expect(await screen.findByText('This is not an amount: write figures only.')).toBeInTheDocument();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(total).toHaveFocus());
  expect(desk.calls).toHaveLength(1);
});

it('hands the last keystrokes over before it approves', async () => {
  const { user, desk } = await review();
  await user.clear(screen.getByRole('textbox', { name: 'Invoice number' }));
  await user.type(screen.getByRole('textbox', { name: 'Invoice number' }), 'F-9');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByText('Supplier d1 approved');
  expect(desk.calls.map((call) => call.method)).toEqual(['PATCH', 'POST']);
  expect(desk.stored.get('d1')?.fields.invoice_number?.value).toBe('F-9');
});

it('puts a correction on top when somebody else changed another field', async () => {
  const { user, desk } = await review();
  desk.change('d1', { kind: 'receipt' });
  await user.type(screen.getByRole('textbox', { name: 'Invoice number' }), '7');
  await waitFor(() => expect(desk.stored.get('d1')?.fields.invoice_number?.value).toBe('2026-17'));
  expect(desk.stored.get('d1')?.kind).toBe('receipt');
  expect(desk.calls.map((call) => call.match)).toEqual(['"1"', '"2"']);
});

it('asks when somebody else changed the same field', async () => {
  const { user, desk } = await review();
  const now = desk.stored.get('d1')?.fields ?? {};
  desk.change('d1', { fields: { ...now, invoice_number: field('theirs') } });
  await user.type(screen.getByRole('textbox', { name: 'Invoice number' }), '7');
  await user.tab();
  expect(await screen.findByText('Somebody else changed the same field')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Keep mine' }));
  await waitFor(() => expect(desk.stored.get('d1')?.fields.invoice_number?.value).toBe('2026-17'));
});

it('says what is doubtful and why, and goes to it with N', async () => {
  const warned = document('d1', {
    warnings: [{ code: 'total_differs_from_parts', field: 'total_amount', message: 'x' }],
  });
  const { user } = await review([warned]);
  expect(screen.getByText('2 fields deserve a look')).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'Total' })).toHaveAccessibleDescription(/do not add up to the total/);
  await user.keyboard('n');
  expect(screen.getByRole('textbox', { name: 'Invoice number' })).toHaveFocus();
  await user.keyboard('{Escape}n');
  expect(screen.getByRole('textbox', { name: 'Total' })).toHaveFocus();
});

it('says what is wrong once, at its field, and counts it', async () => {
  const sentence = 'Net amount and VAT do not add up to the total.';
  const warned = document('d1', {
    fields: { ...document('d1').fields, invoice_number: field('2026-1') },
    warnings: [{ code: 'total_differs_from_parts', field: 'total_amount', message: sentence }],
  });
  const stands: BookingProblem = {
    code: 'amounts_differ',
    message: sentence,
    field: 'fields.total_amount',
    warning: 'total_differs_from_parts',
  };
  await review([warned], 'd1', { problems: [stands], postings: [] });
  await screen.findByText('This cannot be booked yet: see what stands at the marked fields.');
  expect(screen.getAllByText(sentence)).toHaveLength(1);
  expect(screen.getByRole('textbox', { name: 'Total' })).toHaveAccessibleDescription(sentence);
  expect(screen.getByText('1 field deserves a look')).toBeInTheDocument();
});

it('books what is addressed to another company only after an express tick', async () => {
  const wrong: BookingProblem = {
    code: 'addressed_to_another_company',
    message: 'This invoice carries the VAT number of another company; its VAT is not yours to deduct.',
    field: 'fields.customer_vat_number',
    can_be_accepted: true,
  };
  const { user, desk } = await review([document('d1')], 'd1', (accepted) => ({ problems: accepted ? [] : [wrong] }));
  const tick = await screen.findByRole('checkbox', { name: 'Book anyway' });
  expect(screen.getAllByText(wrong.message)).toHaveLength(1);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(tick).toHaveFocus());
  expect(tick).toHaveAccessibleDescription(/Tick “Book anyway” to book it/);
  expect(desk.calls).toEqual([]);
  expect(await violations()).toEqual([]);

  await user.click(tick);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByText('Supplier d1 approved');
  expect(desk.calls[0]?.body).toMatchObject({ accept_warnings: ['addressed_to_another_company'] });
});

it('takes back what it said about a refused approval once that is corrected', async () => {
  const { user } = await review([document('d1', { fields: { ...document('d1').fields, currency: field('USD') } })]);
  server.use(
    http.post('*/api/v1/documents/:id/approve', () => problem(422, 'exchange_rate_missing', 'x', 'exchange_rate')),
  );
  await user.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByText('Not approved');
  const rate = screen.getByRole('textbox', { name: 'Exchange rate USD/EUR' });
  await waitFor(() => expect(rate).toHaveFocus());
  await user.type(rate, '0.92{Enter}');
  await waitFor(() => expect(screen.queryByText('Not approved')).not.toBeInTheDocument());
});

it('finds a cost account by a word of another language', async () => {
  const { user, desk } = await review();
  server.use(
    http.get('*/api/v1/ledger/accounts', ({ request }) => {
      const q = new URL(request.url).searchParams.get('q');
      return HttpResponse.json({
        data: q ? ACCOUNTS.filter((one) => q === 'fournitures' && one.code === '612') : ACCOUNTS,
      });
    }),
  );
  const account = await screen.findByRole('combobox', { name: 'Cost account' });
  await user.click(account);
  await user.clear(account);
  await user.type(account, 'fournitures');
  await screen.findByRole('option', { name: /612/ });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(desk.stored.get('d1')?.account_code).toBe('612'));
});

it('is accessible while it waits for a decision', async () => {
  await review();
  await screen.findByText('604');
  expect(await violations()).toEqual([]);
});

it('tells what to do with a document that could not be read', async () => {
  const failed = document('d1', {
    status: 'failed',
    page_count: 0,
    fields: {},
    problem: { code: 'password_protected', message: 'This PDF is protected by a password.' },
  });
  server.use(...office([failed]).handlers);
  await openPage('/documents/d1');
  expect(await screen.findByText('This PDF is protected by a password.')).toBeInTheDocument();
  expect(screen.queryByText(/Electronic invoice/)).not.toBeInTheDocument();
  expect(screen.queryByText('Net amount')).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Read again' })).toBeEnabled();
  expect(screen.getByRole('button', { name: 'Upload a better copy' })).toBeEnabled();
  expect(screen.getByRole('button', { name: 'Delete' })).toBeEnabled();
  expect(await violations()).toEqual([]);
});

it.each(['/documents/nonsense', '/documents/01900000-0000-7000-8000-00000000dead'])(
  'says plainly that %s is not there, and leads back',
  async (address) => {
    server.use(
      http.get('*/api/v1/documents/nonsense', () => problem(422, 'uuid_parsing', 'Input should be a valid UUID')),
      ...office([]).handlers,
    );
    await openPage(address);
    await screen.findByRole('heading', { level: 1, name: /^This document does not exist/ });
    expect(screen.queryByText(/UUID/)).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Back to documents' })).toHaveAttribute('href', '/documents');
  },
);
