import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { ReviseCompany } from '@/api/gen/types.gen';
import { answer, COMPANY, house } from '@/testing/house';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

it('says what the company usually sells, and takes it back', async () => {
  const sent: unknown[] = [];
  server.use(
    http.patch('*/api/v1/company', async ({ request }) => {
      const change = (await request.json()) as ReviseCompany;
      sent.push(change);
      return answer({ ...COMPANY, ...change, version: COMPANY.version + sent.length });
    }),
    ...house(),
  );
  const { user } = await openPage('/settings/company');
  const sells = await screen.findByLabelText('What you usually sell');
  const keep = screen.getByRole('button', { name: 'Keep these details' });
  expect(sells).toHaveDisplayValue('Not said');
  expect(keep).toBeDisabled();
  await user.selectOptions(sells, 'Services');
  await user.click(keep);
  await waitFor(() => expect(keep).toBeDisabled());
  expect(sells).toHaveDisplayValue('Services');
  await user.selectOptions(sells, 'Not said');
  await user.click(keep);
  await waitFor(() => expect(sent).toEqual([{ sells: 'services' }, { sells: null }]));
  expect(await violations()).toEqual([]);
});

it('asks whether the company always filed so, where a period of the other rhythm is owed', async () => {
  const sent: ReviseCompany[] = [];
  server.use(
    http.patch('*/api/v1/company', async ({ request }) => {
      const change = (await request.json()) as ReviseCompany;
      sent.push(change);
      if (!change.vat_period_was_so) return problem(409, 'filing_rhythm_unsure', 'Q3 is over and open', 'vat_period');
      return answer({ ...COMPANY, vat_period: 'month', version: COMPANY.version + 1 });
    }),
    ...house(),
  );
  const { user } = await openPage('/settings/company');
  const rhythm = await screen.findByLabelText('VAT returns');
  await user.selectOptions(rhythm, 'Every month');
  const keep = screen.getByRole('button', { name: 'Keep these details' });
  await user.click(keep);
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(rhythm).toHaveDisplayValue('Every month');
  await user.click(keep);
  const dialog = await screen.findByRole('dialog', { name: 'Has the company always filed every month?' });
  expect(await violations()).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Yes, always' }));
  await waitFor(() => expect(keep).toBeDisabled());
  expect(sent).toEqual([
    { vat_period: 'month' },
    { vat_period: 'month' },
    { vat_period: 'month', vat_period_was_so: true },
  ]);
});

it('leads to the field that the server refused, far above the button', async () => {
  server.use(
    http.patch('*/api/v1/company', () => problem(422, 'iban_invalid', 'the check digits do not fit', 'iban')),
    ...house(),
  );
  const { user } = await openPage('/settings/company');
  const iban = await screen.findByLabelText('Account (IBAN)');
  await user.type(iban, 'BE68539007547035');
  await user.click(screen.getByRole('button', { name: 'Keep these details' }));
  expect(await screen.findByText(/not a valid account number/)).toBeInTheDocument();
  await waitFor(() => expect(iban).toHaveFocus());
  expect(iban).toBeInvalid();
});
