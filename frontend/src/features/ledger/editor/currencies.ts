/** Those that a company here meets; another one is kept where it is used already. */
const USUAL = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'CNY', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'HUF', 'RON', 'CAD', 'AUD'];

export function currenciesWith(code: string | null): readonly string[] {
  return code && !USUAL.includes(code) ? [...USUAL, code] : USUAL;
}
