import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { ImportRead } from '@/api/gen/types.gen';
import { I18n, loadTexts } from '@/i18n/i18n';
import { house } from '@/testing/house';
import { server } from '@/testing/server';
import { ImportActions } from './import-actions';

const found = (change: Partial<ImportRead>) =>
  ({
    id: 'i',
    status: 'staged',
    new_count: 750,
    alike_count: 0,
    can_map: false,
    is_blocked: false,
    is_unbalanced: false,
    statement_count: 750,
    statements: [],
    ...change,
  }) as unknown as ImportRead;

async function shown(change: Partial<ImportRead>) {
  await loadTexts('banking');
  server.use(...house());
  render(
    <I18n>
      <QueryClientProvider client={new QueryClient()}>
        <ImportActions found={found(change)} />
      </QueryClientProvider>
    </I18n>,
  );
  return screen.findByRole('button', { name: /Import \(750\)/ });
}

it('asks about a statement that does not add up, be it one that is not shown', async () => {
  const button = await shown({ is_unbalanced: true });
  expect(button).toBeDisabled();
  await userEvent.click(screen.getByRole('checkbox'));
  expect(button).toBeEnabled();
});

it('imports nothing while something must be changed first, in whichever statement', async () => {
  expect(await shown({ is_blocked: true, is_unbalanced: true })).toBeDisabled();
  expect(screen.queryByRole('checkbox')).toBeNull();
});
