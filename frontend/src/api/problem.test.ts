import { describe, expect, it } from 'vitest';
import { ApiError, asApiError, fieldErrors, problemFrom } from './problem';

const refused = new ApiError(
  problemFrom(
    {
      title: 'The request has mistakes.',
      status: 422,
      errors: [
        { code: 'missing', message: 'Give an e-mail address', field: 'email' },
        { code: 'too_short', message: 'At least 12 characters', field: 'body.password' },
        { code: 'vat_number_checksum', message: 'This VAT number does not exist', field: 'vat_number' },
      ],
      meta: { request_id: 'req_7' },
    },
    422,
  ),
);

describe('problem+json', () => {
  it('puts each message beside its field and keeps the rest', () => {
    expect(fieldErrors(refused, ['email', 'password'])).toEqual({
      byField: { email: 'Give an e-mail address', password: 'At least 12 characters' },
      rest: ['This VAT number does not exist'],
    });
  });
  it('reads an answer that is no problem document', () => {
    expect(problemFrom('<html>', 502)).toEqual({ title: 'HTTP 502', status: 502, errors: [] });
  });
  it('knows that a broken connection has no status', () => expect(asApiError(new TypeError('fetch')).status).toBe(0));
  it('carries code and request id', () => {
    expect([refused.code, refused.requestId]).toEqual(['missing', 'req_7']);
  });
});
