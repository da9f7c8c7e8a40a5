import { expect, it } from 'vitest';
import { nameIn } from './download';

it('finds the name the server gives a file', () => {
  expect(nameIn('attachment; filename="audit-log.csv"')).toBe('audit-log.csv');
  expect(nameIn('attachment; filename=list.xlsx; x=1')).toBe('list.xlsx');
  expect(nameIn('inline')).toBeNull();
  expect(nameIn(null)).toBeNull();
});
