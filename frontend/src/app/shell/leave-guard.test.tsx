import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import { answer, house } from '@/testing/house';
import { CONTACT, deskHandlers } from '@/testing/invoices';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const asked = () => screen.findByRole('dialog', { name: 'Leave this page?' });

async function halfTyped() {
  server.use(
    ...deskHandlers(),
    http.post('*/api/v1/contacts', () => answer(CONTACT, {}, 201)),
    ...house(),
  );
  const page = await openPage('/contacts/new?role=customer');
  await page.user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Janssens');
  const arrived = (path: string) =>
    waitFor(() => expect(page.router.state.location.pathname).toBe(path), { timeout: 10_000 });
  return { ...page, arrived };
}

it('asks before a menu click loses a half-typed contact: staying keeps it, leaving goes on', async () => {
  const { user, router, arrived } = await halfTyped();
  await user.click(screen.getByRole('link', { name: 'Journal' }));
  await asked();
  expect(await violations()).toEqual([]);
  expect(screen.getByRole('button', { name: 'Stay' })).toHaveFocus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(router.state.location.pathname).toBe('/contacts/new');
  expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Janssens');

  await user.click(screen.getByRole('link', { name: 'Journal' }));
  await asked();
  await user.click(screen.getByRole('button', { name: 'Leave without saving' }));
  await arrived('/journal');
});

it('asks nothing after saving', async () => {
  const { user, arrived } = await halfTyped();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await arrived(`/contacts/${CONTACT.id}`);
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

it('asks nothing of who cancels', async () => {
  const { user, arrived } = await halfTyped();
  await user.click(screen.getByRole('link', { name: 'Cancel' }));
  await arrived('/contacts');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});
