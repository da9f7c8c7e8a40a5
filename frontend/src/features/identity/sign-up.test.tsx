import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';
import { safeReturn } from './safe-return';

async function fillIn() {
  const page = await openPage('/sign-up');
  await page.user.type(await screen.findByLabelText('Your name'), 'An Peeters');
  await page.user.type(screen.getByLabelText('Company'), 'Bakkerij Peeters');
  await page.user.type(screen.getByLabelText('VAT number'), 'BE0123456789');
  await page.user.type(screen.getByLabelText('E-mail'), 'an@example.com');
  await page.user.type(screen.getByLabelText('Password'), 'een lange zin');
  return page;
}

const refused = (status: number, code: string, field: string | null) =>
  HttpResponse.json(
    {
      title: 'Refused',
      status,
      errors: [{ code, message: 'server words', field, value: null }],
      meta: { request_id: 'req_1' },
    },
    { status },
  );

it('shows what the server refuses beside the field, in the language of the page', async () => {
  server.use(http.post('*/api/v1/auth/register', () => refused(422, 'vat_number_invalid', 'body.vat_number')));
  const { user } = await fillIn();
  await user.click(screen.getByRole('button', { name: 'Create account' }));
  const message = 'This is not a valid VAT number; the check digits do not fit.';
  expect(await screen.findByText(message)).toBeInTheDocument();
  expect(screen.getByLabelText('VAT number')).toHaveAccessibleDescription(message);
  expect(await violations()).toEqual([]);
});

it('shows what belongs to no field above the button', async () => {
  server.use(http.post('*/api/v1/auth/register', () => refused(409, 'email_taken', null)));
  const { user } = await fillIn();
  await user.click(screen.getByRole('button', { name: 'Create account' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('There is already an account with this e-mail address');
});

it('does not ask the server what it can see itself', async () => {
  const { user } = await openPage('/sign-up');
  await user.click(await screen.findByRole('button', { name: 'Create account' }));
  expect(await screen.findAllByText('Fill in this field.')).toHaveLength(4);
  expect(screen.getByLabelText('Your name')).toHaveFocus();
});

it('takes the country from the VAT number that is typed, and leaves it where that says none', async () => {
  const { user } = await openPage('/sign-up');
  const country = await screen.findByLabelText('Country');
  const number = screen.getByLabelText('VAT number');
  expect(country).toHaveValue('BE');
  await user.type(number, 'nl810433941B01');
  expect(country).toHaveValue('NL');
  await user.clear(number);
  await user.type(number, '0123');
  expect(country).toHaveValue('NL');
  await user.clear(number);
  await user.type(number, 'BE0');
  expect(country).toHaveValue('BE');
});

it('returns only to pages of ours', () => {
  expect(
    ['/journal?q=1', '//evil.example', '/\\evil.example', 'https://evil.example', undefined].map(safeReturn),
  ).toEqual(['/journal?q=1', '/', '/', '/', '/']);
});
