import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { closeSession } from '@/api/session';
import { answer, house, TOKENS } from '@/testing/house';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';
import { typedEmail } from './typed-email';

const ASKED = {
  type: 'mfa_challenge',
  challenge: 'person.challenge.secret',
  methods: ['totp', 'recovery_code'],
  expires_in: 300,
};

beforeEach(() => typedEmail.set(''));

async function signIn() {
  const page = await openPage('/sign-in');
  closeSession();
  await page.user.type(await screen.findByLabelText('E-mail'), 'an@example.com');
  await page.user.type(screen.getByLabelText('Password'), 'een lange zin');
  await page.user.click(screen.getByRole('button', { name: 'Sign in' }));
  return page;
}

describe('the second step', () => {
  it('takes a pasted code at once, however it was grouped, and lets in', async () => {
    const sent: unknown[] = [];
    server.use(
      http.post('*/api/v1/auth/login', () => answer(ASKED, {}, 202)),
      http.post('*/api/v1/auth/mfa', async ({ request }) => {
        sent.push(await request.json());
        return answer(TOKENS);
      }),
      ...house(),
    );
    const { user, router } = await signIn();
    const code = await screen.findByLabelText('Six-digit code');
    expect(code).toHaveFocus();
    expect(code).toHaveAttribute('autocomplete', 'one-time-code');
    expect(await violations()).toEqual([]);
    await user.paste('492 039');
    await waitFor(() => expect(router.state.location.pathname).toBe('/'));
    expect(sent).toEqual([{ challenge: ASKED.challenge, code: '492039' }]);
  });

  it('empties the field after a wrong code and says why', async () => {
    server.use(
      http.post('*/api/v1/auth/login', () => answer(ASKED, {}, 202)),
      http.post('*/api/v1/auth/mfa', () => problem(422, 'code_wrong', 'Wrong', 'code')),
    );
    const { user } = await signIn();
    await user.type(await screen.findByLabelText('Six-digit code'), '000000');
    expect(await screen.findByText('This code is wrong, too old, or used already.')).toBeInTheDocument();
    expect(screen.getByLabelText('Six-digit code')).toHaveValue('');
    await user.click(screen.getByRole('button', { name: 'Use a recovery code instead' }));
    expect(screen.getByLabelText('Recovery code')).toHaveFocus();
    expect(screen.queryByText('This code is wrong, too old, or used already.')).toBeNull();
  });

  it('begins again when the challenge has ended, and keeps the address', async () => {
    server.use(
      http.post('*/api/v1/auth/login', () => answer(ASKED, {}, 202)),
      http.post('*/api/v1/auth/mfa', () => problem(401, 'challenge_ended', 'Over')),
    );
    const { user } = await signIn();
    await user.type(await screen.findByLabelText('Six-digit code'), '123456');
    expect(await screen.findByRole('heading', { name: 'This took too long' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Begin again' }));
    expect(await screen.findByLabelText('E-mail')).toHaveValue('an@example.com');
  });
});

it('says how long to wait after too many attempts, and counts down', async () => {
  const title = 'Too many attempts; wait a moment and try again.';
  server.use(
    http.post('*/api/v1/auth/login', () =>
      HttpResponse.json(
        { title, status: 429, errors: [{ code: 'too_many_requests', message: title, field: null }] },
        { status: 429, headers: { 'retry-after': '42' } },
      ),
    ),
  );
  await signIn();
  expect(await screen.findByRole('alert')).toHaveTextContent('Too many attempts. Try again in 42 seconds.');
  expect(screen.getByRole('button', { name: /^Wait 0:4[12]$/ })).toBeDisabled();
  expect(await screen.findByRole('button', { name: /^Wait 0:(40|39)$/ })).toBeDisabled();
});

it('tells nobody whether there is such an account', async () => {
  const asked: unknown[] = [];
  server.use(
    http.post('*/api/v1/auth/password/forgot', async ({ request }) => {
      asked.push(await request.json());
      return answer({ type: 'mail_promised', email: 'nobody@example.com' }, {}, 202);
    }),
  );
  const { user } = await openPage('/forgot-password');
  const field = await screen.findByLabelText('E-mail');
  await user.click(screen.getByRole('button', { name: 'Mail me a link' }));
  expect(screen.getByText('Fill in this field.')).toBeInTheDocument();
  await user.type(field, 'nobody@example.com{Enter}');
  const heading = await screen.findByRole('heading', { name: 'Look in your mailbox' });
  expect(heading).toHaveFocus();
  expect(screen.getByText(/If there is an account for nobody@example.com/)).toBeInTheDocument();
  expect(asked).toEqual([{ email: 'nobody@example.com' }]);
});
