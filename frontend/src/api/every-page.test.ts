import { expect, it } from 'vitest';
import { everyPage } from './every-page';

it('reads on from where each page ended, until there is no next one', async () => {
  const pages: Record<string, { rows: number[]; next: string | null }> = {
    first: { rows: [1, 2], next: 'b' },
    b: { rows: [3], next: 'c' },
    c: { rows: [], next: null },
  };
  const asked: (string | null)[] = [];
  const rows = await everyPage(async ({ cursor }) => {
    asked.push(cursor);
    const { rows: data, next } = pages[cursor ?? 'first'] ?? { rows: [], next: null };
    return { data: { data, meta: { next_cursor: next } } };
  });
  expect(rows).toEqual([1, 2, 3]);
  expect(asked).toEqual([null, 'b', 'c']);
});

it('fails as a whole when a page does: half a list looks like all of it', async () => {
  const ask = async ({ cursor }: { cursor: string | null }) => {
    if (cursor) throw new Error('the second page');
    return { data: { data: [1], meta: { next_cursor: 'b' } } };
  };
  await expect(everyPage(ask)).rejects.toThrow('the second page');
});
