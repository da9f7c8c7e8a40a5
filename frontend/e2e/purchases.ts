import type { APIRequestContext } from '@playwright/test';
import { headersOf, made, type Person } from './fixtures';

const SUPPLIERS = ['Papierhandel Vermeulen', 'Inkt & Co', 'Elektro Janssens'];
const FEW_AT_ONCE = 6;

/** The same figures each time: amounts are spread, and nothing depends on luck. */
const spread = (place: number) => 0.8 + ((place * 7919) % 97) / 200;

/** A weekday of the months before, so many days ago. */
function weekday(daysAgo: number): string {
  const day = new Date(Date.now() - daysAgo * 86_400_000);
  while (day.getUTCDay() % 6 === 0) day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** Purchases of an ordinary company, and one invoice that came twice under two numbers. */
export async function booked(request: APIRequestContext, person: Pick<Person, 'email' | 'password'>): Promise<void> {
  const headers = await headersOf(request, person);
  const contacts: string[] = [];
  for (const name of SUPPLIERS)
    contacts.push((await made(request, headers, '/contacts', { name, is_supplier: true })).id);
  const bought = async (who: number, number: string, issued_on: string, unit_price: string) => {
    const lines = [{ description: 'Levering', quantity: '1', unit_price, vat_rate: '21.00', account_code: '610' }];
    const data = { contact_id: contacts[who], direction: 'purchase', number, issued_on, lines };
    const { id } = await made(request, headers, '/invoices', data);
    await made(request, headers, `/invoices/${id}/issue`, {});
  };
  const bills = Array.from({ length: 60 }, (_, place) => {
    const who = place % SUPPLIERS.length;
    const price = ((who + 1) * 137 * spread(place)).toFixed(2);
    return [who, `${who + 1}${2600 + 7 * place}`, weekday(250 - place * 3), price] as const;
  });
  for (let at = 0; at < bills.length; at += FEW_AT_ONCE)
    await Promise.all(bills.slice(at, at + FEW_AT_ONCE).map((bill) => bought(...bill)));
  const [who, number, , price] = bills[40] ?? bills[0] ?? [0, '', '', ''];
  await bought(who, `${number.slice(0, 2)}-${number.slice(2)}`, weekday(120), price);
}
