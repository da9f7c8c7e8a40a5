import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import { answer, house, listed } from '@/testing/house';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const SHOP = '01900000-0000-7000-8000-00000000007a';
const DAYS = { from_on: '2026-01-01', to_on: '2026-12-31' };
const REPORT = { currency: 'EUR', period: DAYS, compared: null };
const drill = (...accounts: string[]) => ({ accounts, ...DAYS });
const line = (code: string, name: string, accounts: string[]) => ({
  code,
  name,
  level: 1,
  amount: '10.00',
  drill: drill(code),
  accounts: accounts.map((each) => ({
    account_code: each,
    account_name: `Account ${each}`,
    amount: '10.00',
    drill: drill(each),
  })),
});

it('takes along what is shown: the accounts of the rubrics that are open, in the language of the reader', async () => {
  const asked: URLSearchParams[] = [];
  const lines = [line('70', 'Turnover', ['700']), line('61', 'Services', ['610', '613'])];
  server.use(
    http.get('*/api/v1/reports/profit-and-loss', ({ request }) => {
      const query = new URL(request.url).searchParams;
      if (!query.has('format')) return answer({ ...REPORT, statement: 'profit-and-loss', lines, balanced: true });
      asked.push(query);
      return new HttpResponse('Code', { headers: { 'content-type': 'text/csv' } });
    }),
    http.get('*/api/v1/ledger/years', () => listed([])),
    ...house(),
  );
  const { user } = await openPage('/reports/profit-and-loss?from=2026-01-01&to=2026-12-31');
  const take = async () => {
    const before = asked.length;
    await user.click(await screen.findByRole('button', { name: 'Download', expanded: false }));
    await user.click(await screen.findByRole('menuitem', { name: /CSV/ }));
    await waitFor(() => expect(asked).toHaveLength(before + 1));
    expect(asked[before]?.get('headings')).toBe('words');
    return asked[before]?.getAll('accounts');
  };
  await screen.findByRole('button', { name: 'Turnover' });
  expect(await take()).toEqual(['none']);
  await user.click(screen.getByRole('button', { name: 'Services' }));
  expect(screen.getByText('Account 613')).toBeVisible();
  expect(await take()).toEqual(['61']);
  await user.click(screen.getByRole('button', { name: 'Show accounts' }));
  expect(screen.getByText('Account 700')).toBeVisible();
  expect(await take()).toEqual(['70', '61']);
  await user.click(screen.getByRole('button', { name: 'Hide accounts' }));
  expect(screen.queryByText('Account 700')).toBeNull();
});

it('opens each figure of a tag in the general ledger by its share, and shows all of it again', async () => {
  const asked: URLSearchParams[] = [];
  const compared: (string | null)[] = [];
  const share = { tag_id: SHOP, untagged: null };
  const rest = { tag_id: null, untagged: 'project' };
  const figures = (of: typeof share | typeof rest | { tag_id: null; untagged: null }) => ({
    income: '500.00',
    costs: '60.00',
    result: '440.00',
    previous_result: null,
    income_drill: { ...drill('7'), ...of },
    costs_drill: { ...drill('6'), ...of },
    drill: { ...drill('6', '7'), ...of },
    previous_drill: null,
  });
  const rows = [
    { tag_id: SHOP, name: 'Shop', dimension: 'project', ...figures(share) },
    { tag_id: null, name: 'Without a tag', dimension: 'project', ...figures(rest) },
  ];
  const whole = figures({ tag_id: null, untagged: null });
  server.use(
    http.get('*/api/v1/reports/tags', ({ request }) => {
      compared.push(new URL(request.url).searchParams.get('compare'));
      return answer({ ...REPORT, type: 'tag_report', rows, result: '440.00', whole });
    }),
    http.get('*/api/v1/reports/general-ledger', ({ request }) => {
      asked.push(new URL(request.url).searchParams);
      const told = asked.at(-1)?.has('tag_id') ? { tag_id: SHOP, name: 'Shop', dimension: 'project' } : null;
      const ledger = { ...REPORT, type: 'general_ledger', share: told, accounts: [], rows: [] };
      return answer(ledger, { next_cursor: null, has_more: false });
    }),
    http.get('*/api/v1/ledger/accounts', () => answer([])),
    http.get('*/api/v1/ledger/years', () => listed([])),
    ...house(),
  );
  const { user } = await openPage('/reports/tags?from=2026-01-01&to=2026-12-31');
  const left = await screen.findByRole('row', { name: /Without a tag/ });
  expect(within(left).getByRole('link', { name: '60.00' })).toHaveAttribute(
    'href',
    expect.stringMatching(/general-ledger\?.*untagged=project/),
  );
  await user.selectOptions(screen.getByRole('combobox', { name: 'Compare with' }), 'previous_year');
  await waitFor(() => expect(compared.at(-1)).toBe('previous_year')); // on the same page
  const company = screen.getByRole('row', { name: /The whole company/ });
  expect(within(company).getAllByRole('link')).toHaveLength(3);
  expect(await violations()).toEqual([]);
  await user.click(within(screen.getByRole('row', { name: /Shop/ })).getByRole('link', { name: '440.00' }));
  const only = await screen.findByRole('button', { name: /project · Shop/ });
  expect(asked.at(-1)?.get('tag_id')).toBe(SHOP);
  expect(asked.at(-1)?.getAll('account')).toEqual(['6', '7']);
  await user.click(only);
  await waitFor(() => expect(asked.at(-1)?.has('tag_id')).toBe(false));
  expect(asked.at(-1)?.getAll('account')).toEqual(['6', '7']);
});

it('leads from what was open on the other day to that day, and to what it was made of', async () => {
  const none = { not_due: '0.00', days_1_30: '0.00', days_31_60: '0.00', days_61_90: '0.00', over_90: '0.00' };
  const contact = { contact_id: SHOP, contact_name: 'Kapsalon Lena' };
  server.use(
    http.get('*/api/v1/reports/aged-receivables', ({ request }) => {
      const query = new URL(request.url).searchParams;
      const [total, previous] = query.has('compare') ? ['121.00', '50.00'] : ['50.00', null];
      const day = (to_on: string | null) => ({ from_on: null, to_on });
      return answer({
        ...REPORT,
        direction: 'sale',
        period: day(query.get('to')),
        compared: previous && day('2025-06-30'),
        rows: [{ ...none, ...contact, total, previous_total: previous }],
        totals: { ...none, total, previous_total: previous },
        in_books: total,
        difference: '0.00',
      });
    }),
    http.get('*/api/v1/reports/aged-receivables/:contact', () =>
      answer({
        ...REPORT,
        ...contact,
        direction: 'sale',
        rows: [
          {
            invoice_id: 'i1',
            number: 'F2025-00001',
            issued_on: '2025-06-01',
            due_on: '2025-07-01',
            days_late: 0,
            open_in_books: '50.00',
          },
        ],
      }),
    ),
    http.get('*/api/v1/ledger/years', () => listed([])),
    ...house(),
  );
  const { user } = await openPage('/reports/aged-receivables?to=2026-06-30&compare=previous_year');
  const [before, ofAll] = await screen.findAllByRole('link', { name: /50\.00/ });
  expect(ofAll).toHaveAttribute('href', '/reports/aged-receivables?to=2025-06-30');
  await user.click(before as HTMLElement);
  expect(await screen.findByRole('link', { name: /F2025-00001/ })).toBeVisible();
  expect(screen.queryByText('121.00')).toBeNull();
});
