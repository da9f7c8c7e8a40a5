import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import { answer, house, listed } from '@/testing/house';
import { CONTACT, DRAFT } from '@/testing/invoices';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

it('says of each of many drafts what it lacks and where to fill it in, before they are issued', async () => {
  const ready = { ...DRAFT, id: '01900000-0000-7000-8000-0000000000f2', contact_name: 'Compleet BV' };
  const lacking = { ...DRAFT, missing: ['buyer.city', 'seller.iban'] };
  const asked: unknown[] = [];
  server.use(
    http.get('*/api/v1/invoices', () => listed([lacking, ready])),
    http.get('*/api/v1/invoices/sums', () => answer([])),
    http.get('*/api/v1/invoices/:id', ({ params }) => answer(params.id === ready.id ? ready : lacking)),
    http.post('*/api/v1/invoices/bulk/issue', async ({ request }) => {
      asked.push(await request.json());
      return answer({ type: 'bulk_result', done: 2, failed: 0, results: [] });
    }),
    ...house(),
  );
  const { user } = await openPage('/invoices?direction=sale&status=draft');
  for (const tick of await screen.findAllByRole('checkbox', { name: /Compleet BV|Janssens/ })) await user.click(tick);
  await user.click(screen.getByRole('button', { name: 'Issue 2' }));
  const dialog = await screen.findByRole('dialog', { name: 'Issue 2 drafts?' });
  expect(await within(dialog).findByText(/Of the customer: town/)).toBeInTheDocument();
  const [own, theirs] = within(dialog).getAllByRole('link', { name: 'Fill it in' });
  expect(own).toHaveAttribute('href', '/settings/company');
  expect(theirs).toHaveAttribute('href', `/contacts/${CONTACT.id}/edit?draft=${DRAFT.id}`);
  expect(within(dialog).queryByRole('link', { name: 'Compleet BV' })).toBeNull();
  expect(await violations()).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Issue 2' }));
  await waitFor(() => expect(asked).toHaveLength(1));
});
