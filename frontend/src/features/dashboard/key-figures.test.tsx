import { screen } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { Dashboard } from '@/api/gen/types.gen';
import { ME } from '@/testing/fixtures';
import { answer, house, person } from '@/testing/house';
import { openPage } from '@/testing/render';
import { server } from '@/testing/server';

const FIGURES: Dashboard = {
  cash: '500.00',
  currency: 'EUR',
  documents: {},
  has_begun: true,
  months: [],
  needs_you: [],
  payables: '0.00',
  payables_overdue: { amount: '0.00', count: 0 },
  receivables: '0.00',
  receivables_overdue: { amount: '0.00', count: 0 },
  recent_entries: [],
  result: { from_on: '2026-01-01', to_on: '2026-11-22', this_year: '0.00', last_year: '0.00' },
  today: '2026-11-22',
  vat: { amount: '0.00', side: 'settled' },
  vat_period: {
    amount: '0.00',
    side: 'settled',
    deadline: null,
    starts_on: '2026-10-01',
    ends_on: '2026-12-31',
  },
};

it.each([
  ['BE', ['55', '57'], '55,57'],
  ['NL', ['10', '11'], '10,11'],
])('leads from the cash to the bank and cash accounts of the chart of %s', async (country, banks, asked) => {
  const tenant = { ...ME.tenant, country, accounts: { ...ME.tenant.accounts, banks } };
  server.use(
    http.get('*/api/v1/insights/dashboard', () => answer(FIGURES)),
    ...house(person({ tenant })),
  );
  await openPage('/');
  const link = await screen.findByRole('link', { name: 'Cash' });
  const address = new URL(link.getAttribute('href') ?? '', 'http://here');
  expect(address.pathname).toBe('/reports/general-ledger');
  expect(address.searchParams.get('account')).toBe(asked);
});
