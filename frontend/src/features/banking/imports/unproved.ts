const DIFFERENCE = /^(-?[\d.]+) and (-?[\d.]+) make (-?[\d.]+), the statement ends at (-?[\d.]+)$/;
const COUNT = /^the file says (\S+) (records|debit|credit|movements)(?: in total)?, it holds (\S+)$/;
const CURRENCIES = /^balances and movements are in different currencies: (.+)$/;
const ROW = /^the balance in line (\d+) does not follow from the row (above|below) it$/;

interface Why {
  word: 'whyDifference' | 'whyCount' | 'whyCurrencies' | 'whyRow';
  values: Record<string, string>;
}

/** Why a statement does not add up, as a sentence of ours with its values; null for what we have no sentence for. */
export function whyOf(reason: string, money: (value: string) => string): Why | null {
  const [, opening = '', total = '', made = '', closing = ''] = DIFFERENCE.exec(reason) ?? [];
  if (closing) {
    const values = { opening: money(opening), total: money(total), made: money(made), closing: money(closing) };
    return { word: 'whyDifference', values };
  }
  const [, said = '', what = '', found = ''] = COUNT.exec(reason) ?? [];
  if (what) {
    const isMoney = what === 'debit' || what === 'credit';
    return {
      word: 'whyCount',
      values: { said: isMoney ? money(said) : said, what, found: isMoney ? money(found) : found },
    };
  }
  const [, currencies] = CURRENCIES.exec(reason) ?? [];
  if (currencies) return { word: 'whyCurrencies', values: { currencies } };
  const [, line, place] = ROW.exec(reason) ?? [];
  return line && place ? { word: 'whyRow', values: { line, place } } : null;
}
