import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { NumberSeriesChoose, NumberSeriesRead } from '@/api/gen/types.gen';
import { answer, house } from '@/testing/house';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const series = (year: number, last: number): NumberSeriesRead => ({
  type: 'number_series',
  kind: 'invoice',
  series: 'F',
  year,
  last_number: last,
  next: `F${year}-${String(last + 1).padStart(5, '0')}`,
  begun: year === 2026,
  version: 1,
});

it('shows the numbers of another fiscal year, and says where that one begins', async () => {
  const asked: NumberSeriesChoose[] = [];
  server.use(
    http.get('*/api/v1/number-series', ({ request }) => {
      const year = Number(new URL(request.url).searchParams.get('year') ?? 2026);
      return answer([series(year, year === 2026 ? 42 : asked.length > 0 ? 117 : 0)]);
    }),
    http.patch('*/api/v1/number-series/invoice', async ({ request }) => {
      asked.push((await request.json()) as NumberSeriesChoose);
      return answer(series(2025, 117));
    }),
    ...house(),
  );
  const { user } = await openPage('/settings/invoicing');
  expect(await screen.findByText('F2026-00043')).toBeVisible();
  await user.selectOptions(screen.getByRole('combobox', { name: 'Fiscal year' }), '2025');
  expect(await screen.findByText('F2025-00001')).toBeVisible();
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Change: Invoices' }));
  const dialog = await screen.findByRole('dialog', { name: 'Number series: Invoices' });
  expect(within(dialog).getByText(/the next number is that of fiscal year 2025/)).toBeInTheDocument();
  const number = within(dialog).getByRole('textbox', { name: 'Next number' });
  await user.clear(number);
  await user.type(number, '118');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(asked).toEqual([{ series: 'F', next_number: 118, year: 2025 }]));
  expect(await screen.findByText('F2025-00118')).toBeVisible();
});
