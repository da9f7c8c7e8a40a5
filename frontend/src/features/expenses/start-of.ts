import type { ExpenseMake, ExpenseRead } from '@/api/gen/types.gen';
import { today } from '@/lib/dates';

export const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK'];

/** What the form begins with; the rate it was booked at is not said again. */
export function startOf(expense: ExpenseRead | undefined, books: string): ExpenseMake {
  if (!expense) {
    return {
      description: '',
      category: '',
      spent_on: today(),
      total_amount: '',
      currency: books,
      gift_count: 1,
      paid_with: 'own_money',
    };
  }
  return {
    description: expense.description,
    merchant: expense.merchant,
    category: expense.category,
    spent_on: expense.spent_on,
    total_amount: expense.total_amount,
    currency: expense.currency,
    vat_amount: expense.vat_amount,
    vat_of: expense.vat_of,
    private_percent: expense.private_percent,
    gift_count: expense.gift_count,
    paid_with: expense.paid_with,
  };
}
