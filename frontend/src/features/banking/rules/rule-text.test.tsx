import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { RuleRead } from '@/api/gen/types.gen';
import { I18n, loadTexts } from '@/i18n/i18n';
import { answer } from '@/testing/house';
import { server } from '@/testing/server';
import { RuleText } from './rule-text';

it('tells the currency that a rule keeps to, and whom its postings are about', async () => {
  await loadTexts('banking');
  server.use(http.get('*/api/v1/contacts/supplier', () => answer({ id: 'supplier', name: 'Proximus' })));
  const rule: Pick<RuleRead, 'conditions' | 'shares'> = {
    conditions: { direction: 'out', currency: 'USD' },
    shares: [{ account_code: '440', percent: '100', contact_id: 'supplier' }],
  };
  const { container } = render(
    <I18n>
      <QueryClientProvider client={new QueryClient()}>
        <RuleText rule={rule} />
      </QueryClientProvider>
    </I18n>,
  );
  expect(await screen.findByText(/Proximus/)).toBeInTheDocument();
  expect(container).toHaveTextContent('Money out · only USD → 440 (Proximus)');
});
