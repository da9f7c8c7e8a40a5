import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { FieldRead } from '@/api/gen/types.gen';
import { document, field } from '@/testing/fixtures';
import { office } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';
import type { VatRow } from '../document-types';

const ROW: VatRow = {
  rate: '21',
  base: '100.00',
  amount: '21.00',
  category: 'S',
  account_code: null,
  deductible_percent: null,
  treatment: null,
};
const OTHER: VatRow = {
  rate: '6',
  base: '50.00',
  amount: '3.00',
  category: 'S',
  account_code: null,
  deductible_percent: null,
  treatment: null,
};

async function review(...rows: VatRow[]) {
  const read = document('d1');
  const breakdown = { ...field(''), value: rows } as unknown as FieldRead;
  const desk = office([{ ...read, fields: { ...read.fields, vat_breakdown: breakdown } }]);
  server.use(...desk.handlers);
  const page = await openPage('/documents/d1?status=to_review');
  await screen.findByRole('heading', { level: 1, name: 'Supplier d1' });
  await screen.findAllByText(/Purchases of goods/); // the account that bears it, once the booking is known
  return { ...page, desk };
}

const saved = (desk: ReturnType<typeof office>) => desk.stored.get('d1')?.fields.vat_breakdown?.value;
const divide = (row: number) => screen.getByRole('button', { name: `Divide row ${row} over two accounts` });

it('divides a rate over two accounts: the first keeps its own, the server works out the rest', async () => {
  const { user, desk } = await review(ROW);
  await user.click(divide(1));
  await waitFor(() =>
    expect(saved(desk)).toEqual([
      { ...ROW, amount: null, account_code: '604' },
      { ...ROW, base: null, amount: null },
    ]),
  );
  expect(await screen.findByRole('combobox', { name: 'Account of rate 2' })).toHaveValue('');
  expect(screen.getByRole('combobox', { name: 'Account of rate 1' })).toHaveValue('604 Purchases of goods');

  const base = screen.getByRole('textbox', { name: 'Base 1' });
  await user.clear(base);
  await user.type(base, '60');
  await user.tab();
  await waitFor(() => expect(saved(desk)).toMatchObject([{ base: '60.00', account_code: '604' }, { base: null }]));
  expect(await violations()).toEqual([]);
});

it('leaves the other rates as they are, and takes a part away again', async () => {
  const { user, desk } = await review(ROW, OTHER);
  await user.click(divide(2));
  await waitFor(() =>
    expect(saved(desk)).toEqual([
      ROW,
      { ...OTHER, amount: null, account_code: '604' },
      { ...OTHER, base: null, amount: null },
    ]),
  );
  await user.click(await screen.findByRole('button', { name: 'Remove row 3' }));
  await waitFor(() => expect(saved(desk)).toHaveLength(2));
});

it('keeps an account that was chosen for the row before', async () => {
  const { user, desk } = await review({ ...ROW, account_code: '612' });
  await user.click(divide(1));
  await waitFor(() =>
    expect(saved(desk)).toEqual([
      { ...ROW, amount: null, account_code: '612' },
      { ...ROW, base: null, amount: null, account_code: '612' },
    ]),
  );
});

it('takes another share of the VAT for one row than for the next', async () => {
  const { user, desk } = await review(ROW, OTHER);
  await user.click(screen.getByRole('textbox', { name: 'Deductible VAT 2 (%)' }));
  await user.keyboard('85');
  await user.tab();
  await waitFor(() => expect(saved(desk)).toEqual([ROW, { ...OTHER, deductible_percent: '85' }]));
  expect(await violations()).toEqual([]);
});

it('lets the reviewer say how VAT works on a row, and take it back', async () => {
  const { user, desk } = await review(ROW);
  const treatment = screen.getByRole('combobox', { name: 'VAT treatment of row 1' });
  expect(treatment).toHaveDisplayValue(/as proposed$/);
  await user.selectOptions(treatment, 'not_deductible');
  await waitFor(() => expect(saved(desk)).toEqual([{ ...ROW, treatment: 'not_deductible' }]));
  expect(await violations()).toEqual([]);
  await user.selectOptions(treatment, '');
  await waitFor(() => expect(saved(desk)).toEqual([ROW]));
});
