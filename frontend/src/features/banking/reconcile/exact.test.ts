import { expect, it } from 'vitest';
import { type Exact, unambiguous } from './exact';

const exact = (line: string, ...items: string[]) =>
  ({ line: { id: line }, candidate: { items: items.map((id) => ({ id })) } }) as Exact;

it('accepts nothing at once where two lines would settle the same item', () => {
  const found = [exact('1', 'a'), exact('2', 'b'), exact('3', 'a')];
  expect(unambiguous(found).map(({ line }) => line.id)).toEqual(['2']);
});
