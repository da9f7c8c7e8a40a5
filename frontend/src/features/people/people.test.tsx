import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import type { MemberRead, Role } from '@/api/gen/types.gen';
import { shownToasts } from '@/lib/toasts';
import { answer, COMPANY, house, invitation, listed, member, person } from '@/testing/house';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const saidLast = () => shownToasts().at(-1);

describe('people', () => {
  function crew() {
    const rows = new Map([member('An', { id: 'an', role: 'owner' }), member('Bram')].map((row) => [row.id, row]));
    const matches: (string | null)[] = [];
    server.use(
      http.get('*/api/v1/members', () => listed([...rows.values()])),
      http.patch('*/api/v1/members/:id', async ({ request, params }) => {
        const { role } = (await request.json()) as { role: Role };
        const row = rows.get(String(params.id)) as MemberRead;
        matches.push(request.headers.get('if-match'));
        if (request.headers.get('if-match') !== `"${row.version}"`) return problem(412, 'changed_meanwhile', 'Changed');
        if (row.role === 'owner') return problem(409, 'tenant_without_owner', 'Needs an owner');
        const revised = { ...row, role, version: row.version + 1 };
        rows.set(row.id, revised);
        return answer(revised);
      }),
      ...house(person({ id: 'an' })),
    );
    return { rows, matches };
  }

  it('gives a role at once, with the version seen, and takes it back with the next', async () => {
    const { matches, rows } = crew();
    const { user } = await openPage('/settings/people');
    const role = await screen.findByLabelText('Role of Bram');
    await user.selectOptions(role, 'accountant');
    expect(role).toHaveValue('accountant');
    await waitFor(() => expect(saidLast()?.title).toBe('Bram is now: Accountant'));
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(role).toHaveValue('member'));
    expect(rows.get('bram')?.role).toBe('member');
    expect(matches).toEqual(['"3"', '"4"']);
    expect(await violations()).toEqual([]);
  });

  it('does not let two choices in a row trip over each other', async () => {
    const { rows, matches } = crew();
    const { user } = await openPage('/settings/people');
    const role = await screen.findByLabelText('Role of Bram');
    await user.selectOptions(role, 'accountant');
    await user.selectOptions(role, 'viewer');
    await waitFor(() => expect(rows.get('bram')?.role).toBe('viewer'));
    expect(matches).toEqual(['"3"', '"4"']);
    await waitFor(() => expect(role).toHaveValue('viewer'));
  });

  it('asks before one gives up being owner, and shows the old role when that is refused', async () => {
    crew();
    const { user } = await openPage('/settings/people');
    const role = await screen.findByLabelText('Role of An');
    await user.selectOptions(role, 'viewer');
    const dialog = await screen.findByRole('dialog', { name: 'Change your own role?' });
    await user.click(within(dialog).getByRole('button', { name: 'Change my role' }));
    await waitFor(() => expect(saidLast()?.detail).toBe('A company needs an owner; make somebody else owner first.'));
    expect(role).toHaveValue('owner');
  });

  it('invites with role and language, explains the role, and shows refusals beside the field', async () => {
    const sent: unknown[] = [];
    server.use(
      http.post('*/api/v1/invitations', async ({ request }) => {
        sent.push(await request.json());
        if (sent.length === 1) return problem(409, 'already_invited', 'Open', 'email');
        return answer(invitation(), {}, 201);
      }),
      ...house(),
    );
    const { user } = await openPage('/settings/people');
    await user.click(await screen.findByRole('button', { name: 'Invite' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Invite somebody' }));
    await user.type(dialog.getByLabelText('E-mail'), 'bram@');
    await user.click(dialog.getByRole('button', { name: 'Send invitation' }));
    expect(dialog.getByText('This is not an e-mail address.')).toBeInTheDocument();
    await user.type(dialog.getByLabelText('E-mail'), 'example.com');
    await user.selectOptions(dialog.getByLabelText('Role'), 'accountant');
    expect(dialog.getByText(/Keeps the books/)).toBeInTheDocument();
    await user.selectOptions(dialog.getByLabelText('Language of the mail'), 'fr');
    await user.click(dialog.getByRole('button', { name: 'Send invitation' }));
    expect(await dialog.findByText(/This address has an open invitation/)).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Send invitation' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent[1]).toEqual({ email: 'bram@example.com', role: 'accountant', language: 'fr' });
  });

  it('sends an expired invitation again and withdraws another', async () => {
    let rows = [invitation({ status: 'expired' }), invitation({ id: 'inv-2', email: 'cas@example.com' })];
    server.use(
      http.get('*/api/v1/invitations', ({ request }) => {
        expect(new URL(request.url).searchParams.getAll('status')).toEqual(['pending', 'expired']);
        return listed(rows);
      }),
      http.post('*/api/v1/invitations/:id/resend', ({ params }) => {
        rows = rows.map((row) => (row.id === params.id ? { ...row, status: 'pending' as const } : row));
        return answer(rows[0]);
      }),
      http.delete('*/api/v1/invitations/:id', ({ params }) => {
        rows = rows.filter((row) => row.id !== params.id);
        return new HttpResponse(null, { status: 204 });
      }),
      ...house(),
    );
    const { user } = await openPage('/settings/people');
    expect(await screen.findByText('Expired')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Send the invitation to bram@example.com again' }));
    await waitFor(() => expect(screen.queryByText('Expired')).toBeNull());
    await user.click(screen.getByRole('button', { name: 'Withdraw the invitation of cas@example.com' }));
    await waitFor(() => expect(screen.queryByText('cas@example.com')).toBeNull());
    expect(screen.getByRole('list', { name: 'Invitations' })).toHaveFocus();
  });

  it('shows a member who is there and what roles may do, and nothing to press', async () => {
    server.use(...house(person({ role: 'member' })));
    await openPage('/settings/people');
    expect(await screen.findByText('an@example.com')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Invite' })).toBeNull();
    expect(screen.queryByRole('combobox')).toBeNull();
    const row = screen.getByRole('row', { name: /^Approve documents and book purchases/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent?.replace('–', '')),
    ).toEqual(['yes', 'yes', 'no', 'no']);
  });

  it('tells a viewer whom to ask, and an unconfirmed owner what comes first', async () => {
    let asked = 0;
    const count = () => {
      asked += 1;
      return problem(403, 'permission_missing', 'No');
    };
    server.use(
      http.get('*/api/v1/members', count),
      http.get('*/api/v1/invitations', count),
      ...house(person({ role: 'viewer' })),
    );
    const { unmount } = await openPage('/settings/people');
    expect(await screen.findByText(/Your role does not show who works here/)).toBeInTheDocument();
    expect(asked).toBe(0);
    unmount();
    server.use(...house(person({ email_verified: false })));
    await openPage('/settings/people');
    const invite = await screen.findByRole('button', { name: 'Invite' });
    expect(invite).toBeDisabled();
    expect(invite).toHaveAccessibleDescription(/Confirm your own e-mail address first/);
  });
});

describe('the company', () => {
  it('keeps what was typed when somebody else was quicker, and says what it is now', async () => {
    let stored = COMPANY;
    server.use(
      http.get('*/api/v1/company', () => answer(stored)),
      http.patch('*/api/v1/company', ({ request }) => {
        if (request.headers.get('if-match') === `"${stored.version}"`) return answer(stored);
        return problem(412, 'changed_meanwhile', 'Changed');
      }),
      ...house(),
    );
    const { user } = await openPage('/settings/company');
    const name = await screen.findByLabelText('Name');
    await user.clear(name);
    await user.type(name, 'Mine');
    stored = { ...COMPANY, name: 'Theirs', version: 5 };
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/It is now Theirs/)).toBeInTheDocument();
    expect(name).toHaveValue('Mine');
    await user.click(screen.getByRole('button', { name: 'Take theirs' }));
    expect(name).toHaveValue('Theirs');
    expect(await violations()).toEqual([]);
  });

  it('asks for the second step of everybody only after one’s own, and says whom it stops', async () => {
    const sent: unknown[] = [];
    server.use(
      http.get('*/api/v1/members', () => listed([member('An', { mfa_enabled: true }), member('Bram')])),
      http.patch('*/api/v1/company', async ({ request }) => {
        sent.push(await request.json());
        return answer({ ...COMPANY, mfa_required: true, version: 5 });
      }),
      ...house(person({ mfa_enabled: true })),
    );
    const { user } = await openPage('/settings/company');
    expect(await screen.findByText('1 person has not set it up yet.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Require it' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('1 person can do nothing here until they set it up');
    await user.click(within(dialog).getByRole('button', { name: 'Require it' }));
    expect(await screen.findByText('Required')).toBeInTheDocument();
    expect(sent).toEqual([{ mfa_required: true }]);
  });

  it('asks from which day another VAT regime holds, and tells since when each did', async () => {
    const sent: unknown[] = [];
    server.use(
      http.post('*/api/v1/vat/regimes', async ({ request }) => {
        sent.push(await request.json());
        if (sent.length === 1) return problem(409, 'regime_of_closed_period', 'Closed', 'valid_from');
        const since = { regime: 'small_enterprise', valid_from: '2027-01-01' };
        return answer({ ...COMPANY, vat_regimes: [...COMPANY.vat_regimes, since] });
      }),
      ...house(),
    );
    const { user } = await openPage('/settings/company');
    const save = await screen.findByRole('button', { name: 'Keep this regime' });
    expect(save).toBeDisabled();
    await user.selectOptions(screen.getByLabelText('Regime'), 'small_enterprise');
    const day = screen.getByLabelText('From which day');
    await user.type(day, '01/10/2026{Tab}');
    await user.click(save);
    expect(await screen.findByText(/VAT of that day is closed/)).toBeInTheDocument();
    await user.clear(day);
    await user.type(day, '01/01/2027{Tab}');
    await user.click(save);
    expect(await screen.findByText('The VAT regime was saved')).toBeInTheDocument();
    expect(sent).toEqual([
      { regime: 'small_enterprise', valid_from: '2026-10-01' },
      { regime: 'small_enterprise', valid_from: '2027-01-01' },
    ]);
    expect(screen.getByText('From the beginning').parentElement).toHaveTextContent('Ordinary');
    expect(await violations()).toEqual([]);
  });

  it('can only be looked at and exported once closed', async () => {
    const closed_at = '2026-11-20T08:00:00Z';
    const me = person();
    server.use(
      http.get('*/api/v1/company', () => answer({ ...COMPANY, closed_at })),
      ...house({ ...me, tenant: { ...me.tenant, closed_at } }),
    );
    await openPage('/settings/company');
    expect(await screen.findByRole('complementary', { name: 'This company is closed.' })).toBeInTheDocument();
    expect(await screen.findByRole('button', { name: 'Make an export' })).toBeEnabled();
    expect(screen.queryByLabelText('Name')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Close…' })).toBeNull();
    expect(screen.getByText('Belgium')).toBeInTheDocument();
  });
});
