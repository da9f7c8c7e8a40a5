import type { QueryClient } from '@tanstack/react-query';
import { draftOf, keepDraft } from './drafts';
import { foundItemsOptions } from './queries';

/** What somebody began stays as it was typed; of each item it says what is open of it now. */
export async function renewDraft(client: QueryClient, lineId: string): Promise<void> {
  const open = new Map<string, string>();
  for (const part of draftOf(lineId) ?? []) {
    if (part.type !== 'invoice') continue;
    const found = await client.fetchQuery({ ...foundItemsOptions(part.number, lineId), staleTime: 0 });
    for (const { id, amount } of found) open.set(id, amount);
  }
  const parts = draftOf(lineId);
  if (parts && open.size > 0)
    keepDraft(
      lineId,
      parts.map((part) => (part.type === 'invoice' ? { ...part, open: open.get(part.id) ?? part.open } : part)),
    );
}
