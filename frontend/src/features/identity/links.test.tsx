import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, it } from 'vitest';
import { closeSession } from '@/api/session';
import { answer, house, person, TOKENS } from '@/testing/house';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const OFFER = {
  type: 'invitation_offer',
  company_name: 'Garage Janssens',
  role: 'accountant',
  email: 'an@example.com',
  invited_by: 'Jan Janssens',
  expires_at: '2026-11-27T08:00:00Z',
  has_account: true,
};

describe('confirming an address', () => {
  it('posts the secret once, and takes it out of the address', async () => {
    const posted: unknown[] = [];
    server.use(
      http.post('*/api/v1/auth/verify-email', async ({ request }) => {
        posted.push(await request.json());
        return new Response(null, { status: 204 });
      }),
    );
    const { router } = await openPage('/verify-email#token=a1.b2.c-3_d');
    expect(await screen.findByRole('heading', { name: 'Your e-mail address is confirmed' })).toHaveFocus();
    await waitFor(() => expect(router.state.location.hash).toBe(''));
    expect(posted).toEqual([{ token: 'a1.b2.c-3_d' }]);
    expect(await violations()).toEqual([]);
  });

  it('is glad about a link that was opened twice', async () => {
    server.use(http.post('*/api/v1/auth/verify-email', () => problem(410, 'link_used', 'Used', 'token')));
    await openPage('/verify-email#token=a.b.c');
    expect(
      await screen.findByRole('heading', { name: 'Your e-mail address was confirmed before' }),
    ).toBeInTheDocument();
  });

  it('offers a new link to who is signed in', async () => {
    let sent = 0;
    server.use(
      http.post('*/api/v1/auth/verify-email', () => problem(410, 'link_expired', 'Expired', 'token')),
      http.post('*/api/v1/auth/verify-email/send', () => {
        sent++;
        return answer({ type: 'mail_promised', email: 'an@example.com' }, {}, 202);
      }),
      ...house(person({ email_verified: false })),
    );
    const { user } = await openPage('/verify-email#token=a.b.c');
    expect(await screen.findByRole('heading', { name: 'This link has expired' })).toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: 'Send again' }));
    await waitFor(() => expect(sent).toBe(1));
  });

  it('lets one try again when no answer came', async () => {
    let tries = 0;
    server.use(
      http.post('*/api/v1/auth/verify-email', () => {
        tries++;
        return tries === 1 ? problem(500, 'server_error', 'Oh') : new Response(null, { status: 204 });
      }),
    );
    const { user } = await openPage('/verify-email#token=a.b.c');
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { name: 'Your e-mail address is confirmed' })).toBeInTheDocument();
  });
});

describe('an invitation', () => {
  it('takes one click from who is signed in as the person meant', async () => {
    const posted: unknown[] = [];
    server.use(
      http.post('*/api/v1/auth/invitations/inspect', () => answer(OFFER)),
      http.post('*/api/v1/auth/invitations/accept', async ({ request }) => {
        posted.push([await request.json(), request.headers.get('authorization')]);
        return answer(TOKENS);
      }),
      ...house(),
    );
    const { user, router } = await openPage('/invitation#token=a.b.c');
    expect(await screen.findByRole('heading', { name: 'Join Garage Janssens' })).toBeInTheDocument();
    expect(screen.getByText('Jan Janssens invites you. Your role: Accountant.')).toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: 'Join' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/'));
    expect(posted).toEqual([[{ token: 'a.b.c' }, 'Bearer test']]);
  });

  it('asks somebody else’s browser for the password, and says whose', async () => {
    server.use(
      http.post('*/api/v1/auth/invitations/inspect', () => answer({ ...OFFER, email: 'bram@example.com' })),
      http.post('*/api/v1/auth/invitations/accept', () => problem(401, 'credentials_wrong', 'No', 'password')),
      ...house(),
    );
    const { user } = await openPage('/invitation#token=a.b.c');
    expect(await screen.findByText(/You are signed in as an@example.com/)).toBeInTheDocument();
    await user.type(screen.getByLabelText('Password'), 'nope{Enter}');
    expect(await screen.findByText('E-mail or password is wrong.')).toBeInTheDocument();
    expect(await violations()).toEqual([]);
  });

  it('makes an account for who is new here', async () => {
    const posted: unknown[] = [];
    server.use(
      http.post('*/api/v1/auth/invitations/inspect', () => answer({ ...OFFER, has_account: false })),
      http.post('*/api/v1/auth/invitations/accept', async ({ request }) => {
        posted.push(await request.json());
        return problem(422, 'password_guessable', 'Choose another', 'password');
      }),
    );
    const opened = openPage('/invitation#token=a.b.c');
    closeSession();
    const { user } = await opened;
    await user.click(await screen.findByRole('button', { name: 'Create account and join' }));
    expect(screen.getByText('Fill in this field.')).toBeInTheDocument();
    expect(screen.getByText('Use at least 8 characters.')).toBeInTheDocument();
    await user.type(screen.getByLabelText('Your name'), 'An Peeters');
    await user.type(screen.getByLabelText('Password'), 'An Peeters 26');
    expect(screen.getByText('Easy to guess.', { exact: false })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Create account and join' }));
    expect(await screen.findByText(/little more than your name/)).toBeInTheDocument();
    expect(posted).toEqual([{ token: 'a.b.c', full_name: 'An Peeters', password: 'An Peeters 26', language: 'en' }]);
  });

  it('leads who has no second step through its set-up where the company asks for one, up to the codes', async () => {
    const posted: unknown[] = [];
    const codes = Array.from({ length: 10 }, (_, at) => `abcde-fgh${at}k`);
    const enrolment = { type: 'totp_enrolment', secret: 'ABCDEFGH', uri: 'otpauth://totp/x', qr_svg: '<svg/>' };
    const asked = { type: 'mfa_challenge', challenge: 'c.d.e', methods: ['totp'], expires_in: 900, enrolment };
    server.use(
      http.post('*/api/v1/auth/invitations/inspect', () => answer(OFFER)),
      http.post('*/api/v1/auth/invitations/accept', async ({ request }) => {
        const body = (await request.json()) as { password?: string };
        posted.push(body);
        return body.password
          ? answer(asked, {}, 202)
          : problem(422, 'invitation_needs_more', 'More is needed', 'password');
      }),
      http.post('*/api/v1/auth/mfa', async ({ request }) => {
        posted.push(await request.json());
        return answer({ ...TOKENS, recovery_codes: codes });
      }),
      ...house(),
    );
    const { user, router } = await openPage('/invitation#token=a.b.c');
    await user.click(await screen.findByRole('button', { name: 'Join' }));
    await user.type(await screen.findByLabelText('Password'), 'bread and butter{Enter}');
    expect(await screen.findByRole('heading', { name: 'Set up two-step sign-in' })).toHaveFocus();
    expect(screen.getByText(/Garage Janssens asks everybody for it/)).toBeInTheDocument();
    expect(screen.getByRole('img', { name: 'Picture for your authenticator app' })).toBeInTheDocument();
    expect(await violations()).toEqual([]);
    await user.type(screen.getByLabelText('Code from the app'), '123456');
    const list = await screen.findByRole('list', { name: 'Your recovery codes' });
    expect(list.textContent).toBe(codes.join(''));
    expect(router.state.location.pathname).toBe('/invitation');
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole('checkbox', { name: /I have kept these codes/ }));
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/'));
    expect(posted).toEqual([
      { token: 'a.b.c' },
      { token: 'a.b.c', password: 'bread and butter' },
      { challenge: 'c.d.e', code: '123456' },
    ]);
  });

  it.each([
    ['invitation_expired', 'This invitation has expired'],
    ['invitation_revoked', 'This invitation was withdrawn'],
    ['invitation_used', 'This invitation was accepted already'],
  ])('says when it is %s', async (code, title) => {
    server.use(
      http.post('*/api/v1/auth/invitations/inspect', () => problem(410, code, 'x', 'token')),
      ...house(),
    );
    await openPage('/invitation#token=a.b.c');
    expect(await screen.findByRole('heading', { name: title })).toHaveFocus();
  });
});

it('a reset link that has ended leads to a new one', async () => {
  server.use(http.post('*/api/v1/auth/password/reset', () => problem(410, 'link_expired', 'Expired', 'token')));
  const { user, router } = await openPage('/reset-password#token=a.b.c');
  await user.type(await screen.findByLabelText('New password'), 'een lange zin is goed{Enter}');
  await user.click(await screen.findByRole('link', { name: 'Ask for a new link' }));
  expect(await screen.findByRole('heading', { name: 'Forgotten your password?' })).toBeInTheDocument();
  expect(router.state.location.hash).toBe('');
});

it('a page of a mailed link without the link says what is missing', async () => {
  await openPage('/confirm-email');
  expect(await screen.findByRole('heading', { name: 'Open the link from the mail' })).toBeInTheDocument();
});
