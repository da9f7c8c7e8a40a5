import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { answer, house, NO_MFA, person, session } from '@/testing/house';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const CODES = ['7kq2m-xw94t', 'abcde-fghjk'];
const ENROLMENT = {
  type: 'totp_enrolment',
  secret: 'JBSWY3DPEHPK3PXP',
  uri: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP',
  qr_svg: '<svg xmlns="http://www.w3.org/2000/svg"/>',
};

const gone = () => new HttpResponse(null, { status: 204 });

describe('setting up the second step', () => {
  function settingUp(me = person()) {
    let on = false;
    server.use(
      http.get('*/api/v1/me', () => answer({ ...me, mfa_enabled: on })),
      http.get('*/api/v1/me/mfa', () => answer({ ...NO_MFA, enabled: on, recovery_codes_left: on ? 10 : 0 })),
      http.post('*/api/v1/me/mfa/totp', async ({ request }) => {
        const { current_password } = (await request.json()) as { current_password: string };
        if (current_password !== 'right') return problem(422, 'current_password_wrong', 'No', 'current_password');
        return answer(ENROLMENT, {}, 201);
      }),
      http.post('*/api/v1/me/mfa/totp/confirm', async ({ request }) => {
        const { code } = (await request.json()) as { code: string };
        if (code !== '492039') return problem(422, 'code_wrong', 'No', 'code');
        on = true;
        return answer({ type: 'recovery_codes', recovery_codes: CODES });
      }),
      ...house(me),
    );
  }

  it('asks who it is, shows the secret in every way, and does not go on before the codes are kept', async () => {
    settingUp();
    const print = vi.spyOn(window, 'print').mockImplementation(() => {});
    const { user } = await openPage('/settings/security');
    await user.click(await screen.findByRole('button', { name: 'Set up' }));
    const card = within(screen.getByRole('region', { name: 'Two-step sign-in' }));
    expect(card.getByLabelText('Current password')).toHaveFocus();
    await user.type(card.getByLabelText('Current password'), 'wrong{Enter}');
    expect(await card.findByText('This is not your current password.')).toBeInTheDocument();
    await user.clear(card.getByLabelText('Current password'));
    await user.type(card.getByLabelText('Current password'), 'right{Enter}');

    const picture = await card.findByRole('img', { name: 'Picture for your authenticator app' });
    expect(picture).toHaveAttribute('src', expect.stringMatching(/^data:image\/svg\+xml,/));
    expect(card.getByText('JBSW Y3DP EHPK 3PXP')).toBeInTheDocument();
    expect(await violations()).toEqual([]);
    await user.type(card.getByLabelText('Code from the app'), '111111');
    expect(await card.findByText('This code is wrong, too old, or used already.')).toBeInTheDocument();
    await user.type(card.getByLabelText('Code from the app'), '492039');

    expect(await card.findByText('7kq2m-xw94t')).toBeInTheDocument();
    expect(card.getByRole('heading', { name: 'Your recovery codes' })).toHaveFocus();
    expect(card.getByText('On')).toBeInTheDocument();
    expect(card.getByRole('button', { name: 'Done' })).toBeDisabled();
    await user.click(card.getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledOnce();
    await user.click(card.getByLabelText(/I have kept these codes/));
    await user.click(card.getByRole('button', { name: 'Done' }));
    expect(await card.findByText('10 left')).toBeInTheDocument();
  });

  it('is all there is while the company demands it, and leads to the books afterwards', async () => {
    settingUp(person({ mfa_required_by_company: true }));
    const { user, router } = await openPage('/journal');
    await waitFor(() => expect(router.state.location.pathname).toBe('/settings/security'));
    expect(await screen.findByText('Bakkerij Peeters asks everybody for two-step sign-in')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'People' })).toBeNull();
    await user.click(await screen.findByRole('button', { name: 'Set up' }));
    const card = within(screen.getByRole('region', { name: 'Two-step sign-in' }));
    await user.type(card.getByLabelText('Current password'), 'right{Enter}');
    await user.type(await card.findByLabelText('Code from the app'), '492039');
    await user.click(await card.findByLabelText(/I have kept these codes/));
    await user.click(card.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/'));
  });
});

it('leads to the second step when the company refuses a session without it', async () => {
  server.use(
    http.get('*/api/v1/members', () => problem(403, 'mfa_required', 'Second factor')),
    ...house(person({ mfa_required_by_company: true, mfa_enabled: true })),
  );
  const { router } = await openPage('/settings/people');
  await waitFor(() => expect(router.state.location.pathname).toBe('/settings/security'));
  expect(await screen.findByText('Bakkerij Peeters asks for your second step')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Sign in again' })).toBeInTheDocument();
});

it('changes the password: what is wrong beside the field, and the form empty afterwards', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post('*/api/v1/me/password', async ({ request }) => {
      sent.push(await request.json());
      return sent.length === 1 ? problem(422, 'password_too_common', 'Common', 'password') : gone();
    }),
    ...house(),
  );
  const { user } = await openPage('/settings/security');
  const card = within(await screen.findByRole('region', { name: 'Password' }));
  await user.type(card.getByLabelText('New password'), 'password1');
  await user.click(card.getByRole('button', { name: 'Change password' }));
  expect(card.getByText('Fill in your current password.')).toBeInTheDocument();
  expect(card.getByLabelText('Current password')).toHaveFocus();
  await user.type(card.getByLabelText('Current password'), ' my old one ');
  await user.click(card.getByRole('button', { name: 'Change password' }));
  expect(await card.findByText(/among the most common/)).toBeInTheDocument();
  await user.type(card.getByLabelText('New password'), ' and a few words more');
  await user.click(card.getByRole('button', { name: 'Change password' }));
  await waitFor(() => expect(card.getByLabelText('New password')).toHaveValue(''));
  expect(sent[1]).toEqual({ current_password: ' my old one ', password: 'password1 and a few words more' });
});

it('names devices, puts this one first, and signs out the others', async () => {
  let rows = [session('old'), session('here', { current: true }), session('phone', { user_agent: 'curl/8.5' })];
  const ended: string[] = [];
  server.use(
    http.get('*/api/v1/me/sessions', () => answer(rows)),
    http.delete('*/api/v1/me/sessions/:id', ({ params }) => {
      ended.push(String(params.id));
      rows = rows.filter((row) => row.id !== params.id);
      return gone();
    }),
    http.post('*/api/v1/me/sessions/end-others', () => {
      rows = rows.filter((row) => row.current);
      return gone();
    }),
    ...house(),
  );
  const { user } = await openPage('/settings/security');
  const list = within(await screen.findByRole('list', { name: 'Where you are signed in' }));
  const first = (await list.findAllByRole('listitem'))[0] as HTMLElement;
  expect(first).toHaveTextContent('This device');
  expect(within(first).queryByRole('button')).toBeNull();
  await user.click(list.getByRole('button', { name: 'Sign out curl' }));
  await waitFor(() => expect(list.getAllByRole('listitem')).toHaveLength(2));
  expect(ended).toEqual(['phone']);
  await user.click(screen.getByRole('button', { name: 'Sign out all others' }));
  await waitFor(() => expect(list.getAllByRole('listitem')).toHaveLength(1));
  expect(screen.queryByRole('button', { name: 'Sign out all others' })).toBeNull();
  expect(await violations()).toEqual([]);
});
