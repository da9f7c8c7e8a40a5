import { expect, it } from 'vitest';
import { sharedMapping } from './shared';

it('takes over what another company shared, and nothing else', () => {
  const mapping = { columns: { booked_on: ['Datum'], amount: ['Bedrag'] } };
  expect(sharedMapping(JSON.stringify({ name: ' My bank ', headers: ['Datum', 3], mapping }))).toEqual({
    name: 'My bank',
    headers: ['Datum'],
    mapping,
  });
  expect(sharedMapping('{"name":"x"}')).toBeNull();
  expect(sharedMapping('Datum;Bedrag')).toBeNull();
  expect(sharedMapping('null')).toBeNull();
});
