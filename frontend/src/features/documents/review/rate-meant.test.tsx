import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { Approve } from '@/api/gen/types.gen';
import { booking, document, field } from '@/testing/fixtures';
import { answer } from '@/testing/house';
import { office } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const FAR = { code: 'exchange_rate_unlikely', message: 'x', field: 'exchange_rate', warning: null, instead: null };

it('says of a rate far from that of the day that it is to be meant, and books at it once it is', async () => {
  const paper = document('d1', { fields: { ...document('d1').fields, currency: field('USD') } });
  const asked: Approve[] = [];
  server.use(
    http.get('*/api/v1/documents/:id/booking', ({ request }) => {
      const query = new URL(request.url).searchParams;
      const far = query.get('exchange_rate') === '1.25' && !query.has('accept_exchange_rate');
      return answer({ ...booking('604'), problems: far ? [{ ...FAR, can_be_accepted: false }] : [] });
    }),
    http.post('*/api/v1/documents/:id/approve', async ({ request }) => {
      asked.push((await request.clone().json()) as Approve);
    }),
    ...office([paper]).handlers,
  );
  const { user } = await openPage('/documents/d1?status=to_review');
  const rate = await screen.findByRole('textbox', { name: 'Exchange rate USD/EUR' });
  expect(screen.queryByRole('checkbox', { name: 'Yes, this rate is right' })).not.toBeInTheDocument();
  await user.type(rate, '1.25{Enter}');
  await user.click(await screen.findByRole('checkbox', { name: 'Yes, this rate is right' }));
  await waitFor(() => expect(screen.queryByText(/far from the one that is known/)).not.toBeInTheDocument());
  expect(await violations()).toEqual([]);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByText('Supplier d1 approved');
  expect(asked).toMatchObject([{ exchange_rate: '1.25', accept_exchange_rate: true }]);
});
