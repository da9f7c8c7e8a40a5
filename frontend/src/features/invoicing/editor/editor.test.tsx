import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { delay, HttpResponse, http } from 'msw';
import { beforeEach, expect, it } from 'vitest';
import type { InvoiceDraft, TotalsAsked } from '@/api/gen/types.gen';
import { answer, house } from '@/testing/house';
import { CONTACT, DRAFT, deskHandlers, totalsOf } from '@/testing/invoices';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const AT = `/invoices/new?make=sale&contact=${CONTACT.id}`;

beforeEach(() => sessionStorage.clear());

/** A desk whose server adds nothing up: it says `net` of whatever it is asked. */
function desk(net = '100.00') {
  const asked: TotalsAsked[] = [];
  server.use(
    ...deskHandlers(),
    http.post('*/api/v1/invoices/totals', async ({ request }) => {
      const body = (await request.json()) as TotalsAsked;
      asked.push(body);
      return answer(totalsOf(body, net));
    }),
    ...house(),
  );
  return asked;
}

it('writes lines with the keyboard alone and saves with Ctrl+Enter what was typed last', async () => {
  let saved: InvoiceDraft | undefined;
  desk();
  server.use(
    http.post('*/api/v1/invoices', async ({ request }) => {
      saved = (await request.json()) as InvoiceDraft;
      return answer(DRAFT, {}, 201);
    }),
    http.get('*/api/v1/invoices/:id', () => answer(DRAFT)),
    http.get('*/api/v1/invoices/:id/history', () => answer([])),
    http.get('*/api/v1/invoices/:id/pdf', () => problem(503, 'storage_unavailable', 'Away')),
  );
  const { user, router } = await openPage(AT);
  const first = await screen.findByLabelText('Description of line 1');
  await user.type(first, 'Hours');
  await user.tab();
  await user.keyboard('3');
  await user.tab();
  await user.keyboard('12,50{Enter}');
  await waitFor(() => expect(screen.getByLabelText('Description of line 2')).toHaveFocus());
  await user.keyboard('Domain');
  await user.keyboard('{ArrowUp}');
  await waitFor(() => expect(first).toHaveFocus());
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
  await waitFor(() => expect(screen.getByLabelText('Description of line 2')).toHaveValue('Hours'));
  expect(await violations()).toEqual([]);
  const price = screen.getByLabelText('Price of line 1');
  await user.click(price);
  await user.clear(price);
  await user.keyboard('20'); // not left yet when it is saved
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(saved).toBeDefined());
  expect(saved?.contact_id).toBe(CONTACT.id);
  expect(saved?.lines?.map((line) => [line.description, line.quantity, line.unit_price])).toEqual([
    ['Domain', '1', '20.00'],
    ['Hours', '3', '12.50'],
  ]);
  await waitFor(() => expect(router.state.location.pathname).toBe(`/invoices/${DRAFT.id}`));
});

it('shows what the server adds up: asked when typing pauses, and the last question counts', async () => {
  const asked: string[] = [];
  desk();
  server.use(
    http.post('*/api/v1/invoices/totals', async ({ request }) => {
      const body = (await request.json()) as TotalsAsked;
      const price = body.lines?.[0]?.unit_price ?? '0';
      asked.push(price);
      if (price === '1.00') await delay(600); // an answer that comes too late
      return answer(totalsOf(body, price === '1.00' ? '111.11' : '222.22'));
    }),
  );
  const { user } = await openPage(AT);
  const price = await screen.findByLabelText('Price of line 1');
  await user.click(price);
  await user.keyboard('1{Tab}');
  await waitFor(() => expect(asked).toContain('1.00'));
  await user.click(price);
  await user.keyboard('2{Tab}');
  const totals = screen.getByRole('region', { name: 'Totals' });
  await waitFor(() => expect(totals).toHaveTextContent('€222.22'));
  await new Promise((done) => setTimeout(done, 700));
  expect(totals).toHaveTextContent('€222.22');
  expect(totals).not.toHaveTextContent('111.11');
});

it('puts what the server refuses beside its line, and what is missing beside its field', async () => {
  desk();
  server.use(
    http.post('*/api/v1/invoices', () => problem(422, 'rate_unknown', 'There is no 19 %', 'lines.0.vat_rate')),
  );
  const { user } = await openPage('/invoices/new?make=sale');
  await user.type(await screen.findByLabelText('Description of line 1'), 'Hours');
  await user.click(screen.getByLabelText('Price of line 1'));
  await user.keyboard('10');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText('Choose the customer.')).toBeInTheDocument();
  await user.click(await screen.findByRole('combobox', { name: 'Customer' }));
  await user.click(await screen.findByRole('option', { name: /Janssens/ }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  const lines = screen.getByRole('list', { name: 'Lines' });
  expect(await within(lines).findByText('There is no such VAT rate on that day.')).toBeInTheDocument();
});

it('takes rows from a spreadsheet, and keeps them over a reload', async () => {
  desk();
  const view = await openPage(AT);
  const field = await screen.findByLabelText('Description of line 1');
  fireEvent.paste(field, { clipboardData: { getData: () => 'Hours\t3\t125.00\nDomain\t20.00' } });
  expect(await screen.findByLabelText('Description of line 2')).toHaveValue('Domain');
  expect(screen.getByLabelText('Price of line 1')).toHaveValue('125.00');
  await new Promise((done) => setTimeout(done, 400));
  view.unmount();
  const { user } = await openPage('/invoices/new?make=sale');
  expect(await screen.findByText('What you were writing is back')).toBeInTheDocument();
  expect(screen.getByLabelText('Description of line 2')).toHaveValue('Domain');
  await user.click(screen.getByRole('button', { name: 'Throw away' }));
  expect(screen.getByLabelText('Description of line 1')).toHaveValue('');
  expect(screen.queryByLabelText('Description of line 2')).not.toBeInTheDocument();
});

it('names the invoice from elsewhere that a free credit note is of', async () => {
  let saved: InvoiceDraft | undefined;
  desk();
  server.use(
    http.post('*/api/v1/invoices', async ({ request }) => {
      saved = (await request.json()) as InvoiceDraft;
      return problem(422, 'original_refused', 'Later than its own', 'original_issued_on');
    }),
  );
  const { user } = await openPage(`/invoices/new?make=credit&contact=${CONTACT.id}`);
  await user.type(await screen.findByLabelText('Description of line 1'), 'Returned');
  await user.type(screen.getByLabelText('Number of the original invoice'), '2019-044');
  await user.type(screen.getByLabelText('Date of the original invoice'), '14/06/2019');
  await user.keyboard('{Tab}{Control>}{Enter}{/Control}');
  expect(await screen.findByText(/names that invoice’s number and date/)).toBeInTheDocument();
  expect(saved).toMatchObject({ original_number: '2019-044', original_issued_on: '2019-06-14' });
  expect(await violations()).toEqual([]);
});

/** A desk on which a draft is made that lacks `missing`; what was issued of it is told. */
function issuing(missing: string[]) {
  const issued: string[] = [];
  const draft = { ...DRAFT, missing };
  const done = { ...draft, status: 'issued' as const, number: '2026-00001', version: 2 };
  desk();
  server.use(
    http.post('*/api/v1/invoices', () => answer(draft, {}, 201)),
    http.post('*/api/v1/invoices/:id/issue', ({ params }) => {
      issued.push(String(params.id));
      return answer(done);
    }),
    http.get('*/api/v1/invoices/:id', () => answer(issued.length > 0 ? done : draft)),
    http.get('*/api/v1/invoices/:id/history', () => answer([])),
    http.get('*/api/v1/invoices/:id/pdf', () => problem(503, 'storage_unavailable', 'Away')),
  );
  return issued;
}

async function saveAndIssue() {
  const { user, router } = await openPage(AT);
  await user.type(await screen.findByLabelText('Description of line 1'), 'Hours');
  await user.click(screen.getByRole('button', { name: 'Save and issue' }));
  return { user, router };
}

it('issues nothing of today while it shows a day that it cannot read', async () => {
  const issued = issuing([]);
  const { user } = await openPage(AT);
  await user.type(await screen.findByLabelText('Description of line 1'), 'Hours');
  const day = screen.getByLabelText('Invoice date');
  await user.type(day, '31 november');
  await user.click(screen.getByRole('button', { name: 'Save and issue' }));
  expect(await screen.findByText(/what stands in a field cannot be read/)).toBeInTheDocument();
  expect(day).toHaveFocus();
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(day).toHaveAccessibleDescription(/This is not a date/);
  expect(issued).toEqual([]);
  await user.clear(day);
  await user.keyboard('15/11/2026');
  await user.click(screen.getByRole('button', { name: 'Save and issue' }));
  await waitFor(() => expect(issued).toEqual([DRAFT.id]));
});

it('asks once before it issues what is not complete, and Enter confirms', async () => {
  const issued = issuing(['buyer.street', 'buyer.city', 'seller.iban']);
  const { user, router } = await saveAndIssue();
  const dialog = await screen.findByRole('dialog', { name: 'Issue this invoice?' });
  expect(issued).toEqual([]);
  expect(within(dialog).getByText(/Of the customer: street, town/)).toBeInTheDocument();
  expect(within(dialog).getByText(/Of your company: account \(IBAN\)/)).toBeInTheDocument();
  const [own, theirs] = within(dialog).getAllByRole('link', { name: 'Fill it in' });
  expect(own).toHaveAttribute('href', '/settings/company');
  expect(theirs).toHaveAttribute('href', `/contacts/${CONTACT.id}/edit?draft=${DRAFT.id}`);
  expect(await violations()).toEqual([]);
  await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Issue' })).toHaveFocus());
  await user.keyboard('{Enter}');
  expect(await screen.findByText('2026-00001 was issued')).toBeInTheDocument();
  expect(issued).toEqual([DRAFT.id]);
  await waitFor(() => expect(router.state.location.search).toEqual({}));
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

it('gives the focus back to the button that asked when issuing is cancelled', async () => {
  const issued = issuing(['buyer.city']);
  const { user } = await saveAndIssue();
  const dialog = await screen.findByRole('dialog', { name: 'Issue this invoice?' });
  await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.getByRole('button', { name: 'Save and issue' })).toHaveFocus());
  expect(issued).toEqual([]);
});

it('issues at once what is complete', async () => {
  const issued = issuing([]);
  const { router } = await saveAndIssue();
  expect(await screen.findByText('2026-00001 was issued')).toBeInTheDocument();
  expect(issued).toEqual([DRAFT.id]);
  expect(router.state.location.href).toBe(`/invoices/${DRAFT.id}`);
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

it('leaves no draft behind of something new that was refused, and keeps what was typed', async () => {
  issuing([]);
  const removed: string[] = [];
  server.use(
    http.post('*/api/v1/invoices/:id/issue', () => problem(422, 'issued_in_the_future', 'Not yet', 'issued_on')),
    http.delete('*/api/v1/invoices/:id', ({ params }) => {
      removed.push(String(params.id));
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { router } = await saveAndIssue();
  await waitFor(() => expect(removed).toEqual([DRAFT.id]));
  expect(await screen.findByLabelText('Description of line 1')).toHaveValue('Hours');
  expect(screen.getByText('Not saved yet')).toBeInTheDocument();
  expect(router.state.location.pathname).toBe('/invoices/new');
});
