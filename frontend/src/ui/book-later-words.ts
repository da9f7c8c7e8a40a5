import { useFormatLocale, useT } from '@/i18n/i18n';
import { type Day, formatDay } from '@/lib/dates';

/** How a paper of a closed day is offered the first open one. */
export function useBookLaterWords(day: Day | null, dated: Day | null): { title: string; text: string; book: string } {
  const t = useT('bookLater');
  const locale = useFormatLocale();
  const said = (one: Day | null) => (one ? formatDay(one, locale) : '');
  return {
    title: t('title'),
    text: t('text', { day: said(day), dated: said(dated) }),
    book: t('book', { day: said(day) }),
  };
}
