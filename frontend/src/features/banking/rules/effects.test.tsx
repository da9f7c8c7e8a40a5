import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { BankLineRead, EffectsRead } from '@/api/gen/types.gen';
import { I18n, loadTexts } from '@/i18n/i18n';
import { Effects } from './effects';

const line = (id: string, open_amount: string, currency: string) =>
  ({ id, counterparty_name: `Line ${id}`, text: '', booked_on: '2026-11-10', open_amount, currency }) as BankLineRead;

async function shown(found: Partial<EffectsRead>) {
  await loadTexts('banking');
  const none: EffectsRead = {
    count: 0,
    totals: [],
    effects: [],
    refused_count: 0,
    refused: [],
    held_count: 0,
    held: [],
  };
  render(
    <I18n>
      <Effects found={{ ...none, ...found }} />
    </I18n>,
  );
}

it('adds up each currency by itself', async () => {
  const totals = [
    { currency: 'EUR', amount: '-95.01' },
    { currency: 'USD', amount: '-20.50' },
  ];
  await shown({ count: 4, totals });
  expect(screen.getByRole('status')).toHaveTextContent(/4 open lines would be booked now.*95[.,]01.*20[.,]50/);
});

it('tells what could not be booked apart, with the rule and why', async () => {
  const problem = { code: 'worth_nothing', message: '0.01 USD are 0.00 EUR' };
  await shown({ refused_count: 1, refused: [{ line: line('a', '-0.01', 'USD'), rule_name: 'Telephone', problem }] });
  expect(screen.getByRole('status')).toHaveTextContent('No open line would be booked now');
  expect(screen.getByText('1 line could not be booked now')).toBeVisible();
  expect(screen.getByText(/^Telephone: In the books this comes to 0.00/)).toBeVisible();
});
