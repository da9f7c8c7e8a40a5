import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { beforeEach, expect, it } from 'vitest';
import type { InvoiceRevise, TotalsAsked } from '@/api/gen/types.gen';
import { ME } from '@/testing/fixtures';
import { answer, house } from '@/testing/house';
import { DRAFT, deskHandlers, totalsOf } from '@/testing/invoices';
import { problem } from '@/testing/office';
import { openPage } from '@/testing/render';
import { server } from '@/testing/server';
import { draftFrom } from './draft';
import { keep, kept } from './kept-draft';

beforeEach(() => sessionStorage.clear());

/** Where the window of this person keeps it. */
const KEPT = `${ME.tenant.id}:${ME.id}:${DRAFT.id}`;
const BOUGHT = {
  ...DRAFT,
  direction: 'purchase' as const,
  number: null,
  version: 2,
  vat_amount: '21.01',
  vat_on_paper: '21.01',
};

/** A draft that lies on the server at its second version; what was asked of it, and of which version. */
function lying() {
  const asked: { version: string | null; change: InvoiceRevise }[] = [];
  server.use(
    ...deskHandlers(),
    http.post('*/api/v1/invoices/totals', async ({ request }) =>
      answer(totalsOf((await request.json()) as TotalsAsked, '100.00')),
    ),
    http.get('*/api/v1/invoices/:id', () => answer(BOUGHT)),
    http.patch('*/api/v1/invoices/:id', async ({ request }) => {
      const version = request.headers.get('if-match');
      asked.push({ version, change: (await request.json()) as InvoiceRevise });
      return version === '"2"' ? answer({ ...BOUGHT, version: 3 }) : problem(412, 'changed_meanwhile', 'Changed');
    }),
    http.get('*/api/v1/invoices/:id/history', () => answer([])),
    http.get('*/api/v1/invoices/:id/pdf', () => problem(503, 'storage_unavailable', 'Away')),
    ...house(),
  );
  return asked;
}

it('keeps the VAT that was read off the paper when its draft is opened again', async () => {
  const asked = lying();
  const { user } = await openPage(`/invoices/${DRAFT.id}/edit`);
  expect(await screen.findByLabelText('VAT on their paper')).toHaveValue('21.01');
  await user.type(screen.getByLabelText('Their invoice number'), '2026-118');
  await user.click(screen.getByRole('button', { name: /^Save draft/ }));
  await waitFor(() => expect(asked.map((each) => each.change.vat_amount)).toEqual(['21.01']));
});

it('puts what was kept unsaved over no save of somebody else, unless that is said', async () => {
  const asked = lying();
  const begun = { draft: { ...draftFrom(BOUGHT), number: '2026-118' }, at: '2026-11-20T09:00:00Z', version: 1 };
  keep(KEPT, begun);
  const { user } = await openPage(`/invoices/${DRAFT.id}/edit`);
  expect(await screen.findByText('Somebody else changed this meanwhile')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: /^Save draft/ }));
  await waitFor(() => expect(asked.map((each) => each.version)).toEqual(['"1"']));
  expect(kept(KEPT)?.version).toBe(1);
  await user.click(await screen.findByRole('button', { name: 'Save mine over it' }));
  await waitFor(() => expect(asked.map((each) => each.version)).toEqual(['"1"', '"2"']));
  expect(kept(KEPT)).toBeNull();
});
