import { useFormatLocale } from '@/i18n/i18n';
import { type Day, formatAgo, formatDay, formatInstant } from '@/lib/dates';

/** The only way to show a day. */
export function DateText({ day }: { day: Day | null | undefined }) {
  const locale = useFormatLocale();
  if (!day) return <span className="text-muted">–</span>;
  return (
    <time dateTime={day} className="figures whitespace-nowrap">
      {formatDay(day, locale)}
    </time>
  );
}

/** The only way to show a moment: how long ago, the exact time as a hint. */
export function InstantText({ at, exact = false }: { at: string; exact?: boolean }) {
  const locale = useFormatLocale();
  return (
    <time dateTime={at} title={formatInstant(at, locale)} className="figures whitespace-nowrap">
      {exact ? formatInstant(at, locale) : formatAgo(at, locale)}
    </time>
  );
}
