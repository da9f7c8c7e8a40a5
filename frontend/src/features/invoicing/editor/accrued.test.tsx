import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { beforeEach, expect, it } from 'vitest';
import type { TotalsAsked } from '@/api/gen/types.gen';
import { ACCOUNTS } from '@/testing/fixtures';
import { answer, house } from '@/testing/house';
import { CONTACT, deskHandlers, totalsOf } from '@/testing/invoices';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

beforeEach(() => sessionStorage.clear());

const ACCRUAL = '444';
const [GOODS] = ACCOUNTS;
const CHART = [
  ...ACCOUNTS,
  { ...(GOODS as NonNullable<typeof GOODS>), id: 'a9', code: ACCRUAL, name: 'To be invoiced' },
];

it('asks which cost was accrued where a purchase goes to an accrual, and only there', async () => {
  const asked: TotalsAsked[] = [];
  server.use(
    ...deskHandlers(),
    http.get('*/api/v1/ledger/accounts', () => answer(CHART)),
    http.post('*/api/v1/invoices/totals', async ({ request }) => {
      const body = (await request.json()) as TotalsAsked;
      asked.push(body);
      const [line] = body.lines ?? [];
      const lacks = line?.account_code === ACCRUAL && !line.cost_account;
      const missing = { code: 'accrued_cost_missing', message: '', field: 'lines.0.cost_account', value: null };
      return answer(totalsOf(body, '100.00', { problems: lacks ? [missing] : [] }));
    }),
    ...house(),
  );
  const { user } = await openPage(`/invoices/new?make=purchase&contact=${CONTACT.id}`);
  await user.type(await screen.findByLabelText('Description of line 1'), 'Lease');
  expect(screen.queryByLabelText('Accrued cost of line 1')).not.toBeInTheDocument();

  await user.click(screen.getByLabelText('Account of line 1'));
  await user.keyboard('444');
  await screen.findByRole('option', { name: /444/ });
  await user.keyboard('{Enter}');
  const cost = await screen.findByLabelText('Accrued cost of line 1');
  expect(cost).toHaveAttribute('placeholder', 'Which cost was it?');
  expect(cost).toBeInvalid();
  expect(await screen.findByText(/This account is an accrual: say which cost it was/)).toBeInTheDocument();
  expect(await violations()).toEqual([]);

  await user.click(cost);
  await user.keyboard('612');
  await screen.findByRole('option', { name: /612/ });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(asked.at(-1)?.lines?.[0]).toMatchObject({ account_code: '444', cost_account: '612' }));
  await waitFor(() => expect(screen.queryByText(/This account is an accrual/)).not.toBeInTheDocument());

  await user.click(screen.getByLabelText('Account of line 1'));
  await user.keyboard('604');
  await screen.findByRole('option', { name: /604/ });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(asked.at(-1)?.lines?.[0]).toMatchObject({ account_code: '604', cost_account: null }));
  await waitFor(() => expect(screen.queryByLabelText('Accrued cost of line 1')).not.toBeInTheDocument());
});
