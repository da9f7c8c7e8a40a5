import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { BankLineFull } from '@/api/gen/types.gen';
import { I18n, loadTexts } from '@/i18n/i18n';
import { LineRejected } from './line-rejected';

const ITEMS = [
  { type: 'invoice' as const, id: 'a', label: '2026-118' },
  { type: 'expense' as const, id: 'b', label: 'Taxi' },
];
const line = { rejections: [{ items: ITEMS }] } as unknown as BankLineFull;

it('lists what was rejected by its names, and lets it be proposed again', async () => {
  await loadTexts('banking');
  const allow = vi.fn();
  render(
    <I18n>
      <LineRejected line={line} onAllow={allow} />
    </I18n>,
  );
  expect(screen.getByText('Invoice 2026-118 + Expense Taxi')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Propose Invoice 2026-118 + Expense Taxi again' }));
  expect(allow).toHaveBeenCalledWith([
    { id: 'a', type: 'invoice' },
    { id: 'b', type: 'expense' },
  ]);
});

it('is only read where nothing may be proposed', async () => {
  await loadTexts('banking');
  render(
    <I18n>
      <LineRejected line={line} />
    </I18n>,
  );
  expect(screen.getByText('Invoice 2026-118 + Expense Taxi')).toBeInTheDocument();
  expect(screen.queryByRole('button')).toBeNull();
});
