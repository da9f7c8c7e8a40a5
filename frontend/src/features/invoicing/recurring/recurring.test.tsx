import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { beforeEach, expect, it } from 'vitest';
import type { InvoiceShown, TotalsAsked } from '@/api/gen/types.gen';
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
