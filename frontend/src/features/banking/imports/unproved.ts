const DIFFERENCE = /^(-?[\d.]+) and (-?[\d.]+) make (-?[\d.]+), the statement ends at (-?[\d.]+)$/;
const COUNT = /^the file says (\S+) (records|debit|credit|movements)(?: in total)?, it holds (\S+)$/;
const CURRENCIES = /^balances and movements are in different currencies: (.+)$/;
const ROW = /^the balance in line (\d+) does not follow from the row (above|below) it$/;

interface Why {
  word: 'whyDifference' | 'whyCount' | 'whyCurrencies' | 'whyRow';
  values: Record<string, string>;
  /** What is shown as amounts of the statement's currency. */
  amounts: Record<string, string>;
  /** What is shown as it is, where an amount could stand as well. */
  counts: Record<string, string>;
}

/** Why a statement does not add up, as a sentence of ours with its values; null for what we have no sentence for. */
export function whyOf(reason: string): Why | null {
  const nothing = { values: {}, amounts: {}, counts: {} };
  const [, opening = '', total = '', made = '', closing = ''] = DIFFERENCE.exec(reason) ?? [];
  if (closing) return { ...nothing, word: 'whyDifference', amounts: { opening, total, made, closing } };
  const [, said = '', what = '', found = ''] = COUNT.exec(reason) ?? [];
  if (what) {
    const kind = what === 'debit' || what === 'credit' ? 'amounts' : 'counts';
    return { ...nothing, word: 'whyCount', values: { what }, [kind]: { said, found } };
  }
  const [, currencies] = CURRENCIES.exec(reason) ?? [];
  if (currencies) return { ...nothing, word: 'whyCurrencies', values: { currencies } };
  const [, line, place] = ROW.exec(reason) ?? [];
  return line && place ? { ...nothing, word: 'whyRow', values: { line, place } } : null;
}
