import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, it } from 'vitest';
import { answer, house, person, TOKENS } from '@/testing/house';
import { openPage } from '@/testing/render';
import { server } from '@/testing/server';

const NAMES = ['Atelier', 'Bouw', 'Café Één', 'Garage', 'Holding', 'Studio', 'Transport', 'Winkel'];

describe('choosing a company', () => {
  it('lists a few, and lets one type when there are many', async () => {
    const me = person();
    const more = NAMES.map((name) => ({ id: name, name, role: 'viewer' as const }));
    const asked: unknown[] = [];
    server.use(
      http.post('*/api/v1/auth/switch', async ({ request }) => {
        asked.push(await request.json());
        return answer({ ...TOKENS, tenant: { ...TOKENS.tenant, id: 'Café Één' } });
      }),
      ...house({ ...me, tenants: [...me.tenants, ...more] }),
    );
    const { user, router } = await openPage('/settings/people');
    // The menu comes a moment after its button: there is one for wide screens and one for phones.
    const button = async () => (await screen.findAllByRole('button', { name: 'Company: Bakkerij Peeters' }))[0];
    await waitFor(async () => expect(await button()).toHaveAttribute('aria-haspopup', 'menu'));
    await user.click((await button()) as HTMLElement);
    await user.click(await screen.findByRole('menuitem', { name: 'Another of 9 companies…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Your companies' }));
    const field = dialog.getByRole('combobox');
    expect(dialog.getAllByRole('option')).toHaveLength(9);
    await user.type(field, 'een');
    expect(dialog.getAllByRole('option').map((option) => option.textContent)).toEqual(['Café ÉénViewer']);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(asked).toEqual([{ tenant_id: 'Café Één' }]));
    await waitFor(() => expect(router.state.location.pathname).toBe('/'));
  });
});

it('reminds of the confirmation until it came, wherever the link was opened', async () => {
  let email_verified = false;
  server.use(
    http.get('*/api/v1/me', () => answer(person({ email_verified }))),
    ...house(),
  );
  const { client } = await openPage('/settings/people');
  const note = await screen.findByRole('complementary', { name: 'Confirm your e-mail address.' });
  expect(note).toHaveTextContent('an@example.com');
  email_verified = true;
  await client.invalidateQueries({ queryKey: ['me'] });
  await waitFor(() => expect(note).not.toBeInTheDocument());
});
