import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { ApiKeyRead, MakeApiKey } from '@/api/gen/types.gen';
import { addDays, today } from '@/lib/dates';
import { shownToasts } from '@/lib/toasts';
import { answer, house, listed, person } from '@/testing/house';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const KEY: ApiKeyRead = {
  id: 'k1',
  type: 'api_key',
  name: 'Webshop',
  prefix: 'sap_…5f0c91d2',
  scopes: ['documents:read', 'documents:upload', 'invoices:read'],
  created_by: 'An Peeters',
  created_at: '2026-11-01T08:00:00Z',
  expires_at: null,
  last_used_at: null,
  revoked_at: null,
};
const SECRET = 'sap_secret';

function keys(rows: ApiKeyRead[] = [KEY]) {
  const made: MakeApiKey[] = [];
  const revoked: string[] = [];
  server.use(
    http.get('*/api/v1/api-keys', ({ request }) => {
      const status = new URL(request.url).searchParams.get('status');
      return listed(rows.filter((row) => !status || (status === 'revoked') === (row.revoked_at !== null)));
    }),
    http.post('*/api/v1/api-keys', async ({ request }) => {
      const body = (await request.json()) as MakeApiKey;
      made.push(body);
      return answer({ ...KEY, id: 'k2', name: body.name, scopes: body.scopes, key: SECRET }, {}, 201);
    }),
    http.delete('*/api/v1/api-keys/:id', ({ params }) => {
      revoked.push(String(params.id));
      return new Response(null, { status: 204 });
    }),
    ...house(),
  );
  return { made, revoked };
}

async function making() {
  const page = await openPage('/settings/api-keys');
  await page.user.click((await screen.findAllByRole('button', { name: /^New API key/ }))[0] as HTMLElement);
  const dialog = await screen.findByRole('dialog', { name: 'New API key' });
  return { ...page, dialog, form: within(dialog) };
}

it('lists what each key may, until when, and whether it is used', async () => {
  keys([
    { ...KEY, expires_at: `${addDays(today(), 3)}T23:00:00Z`, last_used_at: new Date().toISOString() },
    { ...KEY, id: 'k0', name: 'Old', revoked_at: '2026-11-02T08:00:00Z', created_by: null, scopes: ['ledger:read'] },
  ]);
  const { user } = await openPage('/settings/api-keys');
  const row = await screen.findByRole('button', { name: /Webshop.*3 permissions.*now.*ends soon.*Active/ });
  expect(screen.getByRole('button', { name: /Old.*Read only.*never.*without end.*Revoked/ })).toBeVisible();
  await user.click(row);
  expect(screen.getByText('See documents · Upload documents')).toBeInTheDocument();
  expect(screen.getAllByRole('button', { name: 'Revoke' })).toHaveLength(1);
  expect(await violations()).toEqual([]);
});

it('makes a key that only reads, for a year, and shows it once', async () => {
  const { made } = keys([]);
  const { user, form } = await making();
  await user.type(form.getByLabelText('Name'), ' Webshop ');
  await user.click(form.getByRole('button', { name: 'Make the key' }));
  const shown = await screen.findByRole('dialog', { name: 'Key “Webshop” is made' });
  expect(made[0]).toMatchObject({ name: 'Webshop', expires_on: addDays(today(), 365) });
  expect(made[0]?.scopes.length).toBeGreaterThan(5);
  expect(made[0]?.scopes.every((scope) => scope.endsWith(':read'))).toBe(true);
  const secret = within(shown).getByLabelText('API key');
  expect(secret).toHaveValue(SECRET);
  expect(secret).toHaveFocus();
  expect(within(shown).getByRole('figure')).toHaveTextContent(`Bearer ${SECRET}`);
});

it('does not let an uncopied key slip away', async () => {
  keys([]);
  const { user, form } = await making();
  await user.type(form.getByLabelText('Name'), 'Webshop{Enter}');
  const shown = await screen.findByRole('dialog', { name: /is made/ });
  await user.keyboard('{Escape}');
  expect(within(shown).getByRole('alert')).toHaveTextContent('You have not copied it yet');
  await user.click(within(shown).getByRole('button', { name: 'Copy API key' }));
  expect(await navigator.clipboard.readText()).toBe(SECRET);
  expect(within(shown).queryByRole('alert')).not.toBeInTheDocument();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
});

it('says what is missing, and sends nothing', async () => {
  const { made } = keys([]);
  const { user, form } = await making();
  await user.click(form.getByRole('radio', { name: /^Choose/ }));
  await user.selectOptions(form.getByLabelText('Works for'), 'Until a day…');
  await user.click(form.getByRole('button', { name: 'Make the key' }));
  expect(form.getByLabelText('Name')).toHaveFocus();
  expect(form.getByRole('alert')).toHaveTextContent('Tick at least one permission.');
  expect(form.getByLabelText('Last day')).toHaveAccessibleDescription(/Give the last day/);
  await user.type(form.getByLabelText('Name'), 'Backup');
  await user.click(form.getByRole('button', { name: 'All: Books' }));
  await user.click(form.getByRole('checkbox', { name: 'Reverse entries' }));
  await user.type(form.getByLabelText('Last day'), '+10');
  await user.tab();
  await user.click(form.getByRole('button', { name: 'Make the key' }));
  await screen.findByRole('dialog', { name: /is made/ });
  expect(made).toEqual([
    {
      name: 'Backup',
      scopes: [
        'ledger:read',
        'ledger:post',
        'ledger:lock',
        'ledger:close',
        'reports:read',
        'reports:export',
        'insights:read',
        'vat:read',
        'vat:close',
        'banking:read',
        'banking:import',
        'banking:reconcile',
        'anomalies:read',
        'anomalies:decide',
      ],
      expires_on: addDays(today(), 10),
    },
  ]);
});

it('shows a refusal where it belongs, and keeps what was typed', async () => {
  keys([]);
  server.use(
    http.post('*/api/v1/api-keys', () => problem(422, 'expiry_out_of_reach', 'server words', 'body.expires_on')),
  );
  const { user, form } = await making();
  await user.type(form.getByLabelText('Name'), 'Webshop{Enter}');
  expect(await form.findByRole('alert')).toHaveTextContent('The last day must be after today, and within ten years.');
  expect(form.getByLabelText('Name')).toHaveValue('Webshop');
});

it('revokes after asking', async () => {
  const { revoked } = keys();
  const { user } = await openPage('/settings/api-keys');
  await user.click(await screen.findByRole('button', { name: /Webshop/ }));
  await user.click(screen.getByRole('button', { name: 'Revoke' }));
  const sure = await screen.findByRole('dialog', { name: 'Revoke “Webshop”?' });
  await waitFor(() => expect(within(sure).getByRole('button', { name: 'Cancel' })).toHaveFocus());
  await user.click(within(sure).getByRole('button', { name: 'Revoke' }));
  await waitFor(() => expect(revoked).toEqual(['k1']));
  expect(shownToasts().at(-1)?.title).toBe('“Webshop” opens nothing any more');
});

it('asks to confirm the address first, and offers nothing it would refuse', async () => {
  keys([]);
  server.use(...house(person({ email_verified: false })));
  await openPage('/settings/api-keys');
  expect(await screen.findByText('Confirm your e-mail address first')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^New API key/ })).not.toBeInTheDocument();
});

it('is for owners', async () => {
  server.use(...house(person({ role: 'accountant' })));
  await openPage('/settings/api-keys');
  expect(await screen.findByText('Owners make and see the API keys of a company.')).toBeInTheDocument();
});
