import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { documentKeys } from './queries';
import { refreshDocuments } from './refresh';

it('asks again for every document but the one that was removed', async () => {
  const client = new QueryClient();
  for (const id of ['kept', 'gone']) client.setQueryData(documentKeys.one(id), {});
  client.setQueryData(documentKeys.booking('gone'), {});

  await refreshDocuments(client, 'gone');

  const stale = client.getQueryCache().findAll({ predicate: ({ state }) => state.isInvalidated });
  expect(stale.map(({ queryKey }) => queryKey)).toEqual([documentKeys.one('kept')]);
});
