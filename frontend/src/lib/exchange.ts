import Big from 'big.js';
import type { Decimal } from './money';

/** So far from the rate of the day, money still pays all that is owed. */
const NEAR = 0.05;

/** How much of what is owed is paid, and with how much of the money, as the API does where nobody says. */
export function met(owed: Big, money: Big, worth: Big): [Big, Big] {
  if (worth.minus(money).abs().lte(worth.times(NEAR))) return [owed, money];
  return money.gt(worth) ? [owed, worth] : [owed.times(money).div(worth), money];
}

/** An amount at a rate, with the cents that its currency has. */
export function atRate(amount: Decimal, rate: Decimal, currency: string): Decimal {
  return rounded(new Big(amount).times(rate), currency);
}

/** What of an amount owed in `currency` this money pays, where a unit of that currency is worth `rate` of the money. */
export function paidWith(money: Decimal, owed: Decimal, rate: Decimal, currency: string): Decimal {
  const [paid] = met(new Big(owed), new Big(money), new Big(owed).times(rate));
  return rounded(paid, currency);
}

function rounded(value: Big, currency: string): Decimal {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return value.round(digits).toFixed(Math.max(2, digits));
}
