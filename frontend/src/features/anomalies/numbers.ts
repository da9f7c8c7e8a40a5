import { useFormatLocale } from '@/i18n/i18n';

interface Numbers {
  /** With so many decimals; points of reasons have two, so that they can be added up. */
  plain: (value: number, decimals?: number) => string;
  /** Of a hundred: two figures that count, and never a nought where there is something. */
  percent: (hundredths: number) => string;
  /** Of one, at an axis: no more decimals than its step needs. */
  tick: (ofOne: number) => string;
  /** Of one, always with two decimals: for columns. */
  share: (ofOne: number) => string;
}

const LEAST = 0.01;

/** Figures that are no money, as the reader's language writes them. */
export function useNumbers(): Numbers {
  const locale = useFormatLocale();
  return {
    plain: (value, decimals = 2) =>
      value.toLocaleString(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
    percent: (hundredths) => {
      const tiny = hundredths > 0 && hundredths < LEAST;
      const shown = (tiny ? LEAST : hundredths) / 100;
      const text = shown.toLocaleString(locale, { style: 'percent', maximumSignificantDigits: 2 });
      return tiny ? `< ${text}` : text;
    },
    tick: (ofOne) => ofOne.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 2 }),
    share: (ofOne) =>
      ofOne.toLocaleString(locale, { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  };
}
