import { HttpResponse } from 'msw';

/** What the server says of a paper whose own day is closed; the first open one is 1 October 2026. */
export const shut = (value = '2026-09-28') => {
  const errors = [{ code: 'period_locked', message: 'Locked.', field: 'booked_on', value, instead: '2026-10-01' }];
  return HttpResponse.json({ title: 'Locked', status: 409, errors, meta: { request_id: 'r' } }, { status: 409 });
};
