import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { document } from '@/testing/fixtures';
import { office } from '@/testing/office';
import { openPage } from '@/testing/render';
import { server } from '@/testing/server';

const TABS = ['All', 'To review', 'Reading', 'Approved', 'Rejected', 'Not readable'];

it.each([
  ['/documents', 'All'],
  ['/documents?status=failed', 'Not readable'],
  ['/documents?status=to_review&q=sup', 'To review'],
  ['/documents?status=uploaded', 'Waiting'],
  ['/documents?status=whatever', 'All'],
])('%s shows one tab as the current one', async (address, name) => {
  server.use(...office([document('d1')]).handlers);
  await openPage(address);
  const tabs = await screen.findByRole('navigation', { name: 'By state' });
  const names = () => Array.from(tabs.querySelectorAll('a'), (tab) => tab.firstChild?.textContent);
  await waitFor(() => expect(names()).toEqual(name === 'Waiting' ? TABS.toSpliced(2, 0, name) : TABS));
  const current = Array.from(tabs.querySelectorAll('[aria-current=page]'), (tab) => tab.firstChild?.textContent);
  expect(current).toEqual([name]);
});

it('shows a credit note as what it takes back', async () => {
  server.use(...office([document('d1', { kind: 'credit_note' })]).handlers);
  await openPage('/documents');
  const row = await screen.findByRole('link', { name: /Supplier d1/ });
  expect(row).toHaveTextContent('Credit note');
  expect(row).toHaveTextContent('-€121.00');
});
