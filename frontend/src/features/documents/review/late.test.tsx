import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import { document, field } from '@/testing/fixtures';
import { shut } from '@/testing/late';
import { office } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const LOCKED = { code: 'period_locked', message: 'Locked.', field: 'booked_on', instead: '2026-10-01', warning: null };

it('says the lock before approving, and books on the first open day by one key press', async () => {
  const paper = document('d1', { fields: { ...document('d1').fields, issue_date: field('2026-09-28') } });
  const desk = office([paper], { problems: [{ ...LOCKED, can_be_accepted: false }] });
  const asked: unknown[] = [];
  server.use(
    http.post('*/api/v1/documents/:id/approve', async ({ request }) => {
      const body = (await request.clone().json()) as { booked_on?: string };
      asked.push(body.booked_on ?? null);
      return body.booked_on ? undefined : shut();
    }),
    ...desk.handlers,
  );
  const { user } = await openPage('/documents/d1?status=to_review');
  expect(await screen.findByText(/Approving offers to book it on 1 Oct 2026/)).toBeInTheDocument();
  await user.keyboard('{Control>}{Enter}{/Control}');
  const offer = await screen.findByRole('button', { name: 'Book it on 1 Oct 2026' });
  await waitFor(() => expect(offer).toHaveFocus());
  expect(screen.getByText(/It stays dated 28 Sept 2026/)).toBeInTheDocument();
  expect(await violations()).toEqual([]);
  await user.keyboard('{Enter}');
  await screen.findByText('Supplier d1 approved');
  expect(asked).toEqual([null, '2026-10-01']);
});
