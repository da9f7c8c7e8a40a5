import { useT } from '@/i18n/i18n';

/** How the API names the laws, longest first, and what each is called in the reader's language. */
const NAMES = [
  ['as amended by the law of 20 November 2022', 'amended2022'],
  ['Code of Economic Law', 'economicLaw'],
  ['Income Tax Code 1992', 'incomeTax'],
  ['VAT Code', 'vat'],
] as const;

/** A source of law in the reader's language; articles stay as they are cited. */
export function useLawNames(): (source: string) => string {
  const t = useT('audit');
  return (source) => NAMES.reduce((text, [name, key]) => text.replaceAll(name, t(`law.${key}`)), source);
}
