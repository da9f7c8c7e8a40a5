import { expect, it } from 'vitest';
import { parseSearch, writeSearch } from './search-params';

it('writes codes as codes and leaves out what is not set', () =>
  expect(writeSearch({ account: '440', from: '2026-01-01', q: undefined })).toBe('?account=440&from=2026-01-01'));
it('writes nothing when nothing is filtered', () => expect(writeSearch({ q: undefined })).toBe(''));
it('reads them back as text', () =>
  expect(parseSearch('?account=440&q=a+b%26c')).toEqual({ account: '440', q: 'a b&c' }));
it('understands links from before', () => expect(parseSearch('?account=%22440%22')).toEqual({ account: '440' }));
it('carries any text there and back', () => {
  const search = { q: '"1" + 100% & é', return_to: '/journal?account=6&q=x' };
  expect(parseSearch(writeSearch(search))).toEqual(search);
});
