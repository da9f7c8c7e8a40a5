/**
 * Filters in the address as plain words: `?account=440`, where the router's own way would quote what looks like a
 * number. Links kept from before still work.
 */
export function parseSearch(search: string): Record<string, string> {
  const entries = [...new URLSearchParams(search)];
  return Object.fromEntries(entries.map(([name, value]) => [name, value.replace(/^"(\d+)"$/, '$1')]));
}

export function writeSearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}
