import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http } from 'msw';
import { expect, it } from 'vitest';
import { I18n, loadTexts } from '@/i18n/i18n';
import { ACCOUNTS, ME } from '@/testing/fixtures';
import { answer, house, listed, person } from '@/testing/house';
import { server } from '@/testing/server';
import AccountDialog from './account-dialog';

it.each([
  ['NL', ['10', '11'], ['1100']],
  ['BE', ['55', '57'], ['550']],
])('offers the accounts of the books that may be a bank in %s', async (country, banks, offered) => {
  await loadTexts('banking');
  const chart = ['1100', '1300', '550', '612'].map((code) => ({
    ...ACCOUNTS[0],
    id: code,
    code,
    name: `Account ${code}`,
  }));
  const tenant = { ...ME.tenant, country, accounts: { ...ME.tenant.accounts, banks } };
  server.use(
    http.get('*/api/v1/ledger/accounts', () => answer(chart)),
    ...house(person({ tenant })),
    http.get('*/api/v1/*', () => listed([])),
  );
  render(
    <I18n>
      <QueryClientProvider client={new QueryClient()}>
        <AccountDialog open onClose={() => {}} />
      </QueryClientProvider>
    </I18n>,
  );
  await userEvent.click(await screen.findByRole('combobox', { name: 'Account of the books' }));
  await screen.findByText(`Account ${offered[0]}`);
  expect(screen.getAllByRole('option').map((one) => one.textContent)).toEqual(
    offered.map((code) => `${code}Account ${code}`),
  );
});
