import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { MailRead } from '@/api/gen/types.gen';
import { shownToasts } from '@/lib/toasts';
import { answer, house, listed, person } from '@/testing/house';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';
import { lookAgain } from './queries';

const MAIL: MailRead = {
  id: 'm1',
  type: 'mail',
  to: 'bram@example.com',
  template: 'invitation',
  subject: 'An Peeters nodigt u uit',
  language: 'nl',
  status: 'failed',
  attempts: 2,
  error: '550 no such mailbox',
  created_at: '2026-11-20T09:00:00Z',
  sent_at: null,
};

function mails(rows: MailRead[]) {
  const asked: string[] = [];
  server.use(
    http.get('*/api/v1/mails', ({ request }) => {
      asked.push(new URL(request.url).search);
      return listed(rows);
    }),
    ...house(),
  );
  return asked;
}

it('says why a message did not go, and sends it again', async () => {
  const asked = mails([MAIL]);
  let sent = 0;
  server.use(
    http.post('*/api/v1/mails/m1/resend', () => {
      sent += 1;
      return answer({ ...MAIL, status: 'queued' }, {}, 202);
    }),
  );
  const { user } = await openPage('/settings/mail?status=failed&q=bram');
  await user.click(await screen.findByRole('button', { name: /bram@example\.com.*Invitation.*Not sent/ }));
  expect(asked[0]).toBe('?status=failed&q=bram&limit=50');
  expect(screen.getByText('An Peeters nodigt u uit')).toHaveAttribute('lang', 'nl');
  expect(screen.getAllByText('550 no such mailbox')).toHaveLength(2);
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Send again' }));
  await waitFor(() => expect(shownToasts().at(-1)?.title).toBe('On its way to bram@example.com again'));
  expect(sent).toBe(1);
});

it('leaves alone what is on its way', async () => {
  mails([{ ...MAIL, status: 'queued', error: null }]);
  const { user } = await openPage('/settings/mail');
  await user.click(await screen.findByRole('button', { name: /bram@example\.com/ }));
  expect(screen.getByRole('button', { name: 'Send again' })).toBeDisabled();
});

it('looks again while something is on its way, less often the longer it takes', () => {
  const now = Date.parse('2026-11-20T09:00:10Z');
  expect(lookAgain([MAIL], now)).toBe(false);
  expect(lookAgain([{ ...MAIL, status: 'queued' }], now)).toBe(1500);
  expect(lookAgain([{ ...MAIL, status: 'queued' }], now + 3_600_000)).toBe(15_000);
});

it('tells nothing yet from a failure', async () => {
  server.use(...house());
  server.use(http.get('*/api/v1/mails', () => problem(500, 'server_error', 'x')));
  await openPage('/settings/mail');
  expect(await screen.findByRole('alert')).toHaveTextContent('The mail log could not be loaded');
});

it('is for owners', async () => {
  server.use(...house(person({ role: 'accountant' })));
  await openPage('/settings/mail');
  expect(await screen.findByText('Owners can read the mail log.')).toBeInTheDocument();
});
