import type { useT } from '@/i18n/i18n';

/** How a source names the codes and laws; articles stay as they are cited. */
const CODES = [
  ['ITC 1992', 'incomeTax'],
  ['VAT Code', 'vat'],
  ['law of 25 November 2021', 'greening'],
  ['circular', 'circular'],
  [' and ', 'and'],
] as const;

/** A source in the reader's language, as far as it names one of the codes. */
export const lawIn = (source: string, t: ReturnType<typeof useT<'expenses'>>) =>
  CODES.reduce((text, [name, key]) => text.replaceAll(name, t(`law.${key}`)), source);
