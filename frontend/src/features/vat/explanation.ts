import { useT } from '@/i18n/i18n';

/** What a grid of a country's return means, in plain words; nothing for one we have no words for. */
export function useExplanation(country: string): (grid: string) => string {
  const t = useT('vat');
  return (grid) => {
    const known = `explain.${country}.${grid}` as Parameters<typeof t.has>[0];
    return t.has(known) ? t(known as 'explain.BE.54') : '';
  };
}
