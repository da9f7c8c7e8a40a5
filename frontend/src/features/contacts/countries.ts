import { useMemo } from 'react';
import { useFormatLocale } from '@/i18n/i18n';

/** Where Belgian and Dutch companies trade most, first; then the rest of the Union and its neighbours. */
const NEAR = ['BE', 'NL', 'FR', 'DE', 'LU', 'GB'];
const OTHERS =
  'AT BG CH CY CZ DK EE ES FI GR HR HU IE IT LT LV MT NO PL PT RO SE SI SK TR UA US CA AU CN JP IN MA'.split(' ');

export interface Country {
  code: string;
  name: string;
}

/** Countries by name in the reader's language, the near ones first. */
export function useCountries(): readonly Country[] {
  const locale = useFormatLocale();
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
    const named = (code: string) => ({ code, name: names.of(code) ?? code });
    const others = OTHERS.map(named).toSorted((one, other) => one.name.localeCompare(other.name, locale));
    return [...NEAR.map(named), ...others];
  }, [locale]);
}
