import { useFormatLocale } from '@/i18n/i18n';
import { formatClock, formatInstantExactly } from '@/lib/instants';

/** The time of day of a moment, to the second; the whole moment as a hint. For lists that are grouped by day. */
export function ClockText({ at }: { at: string }) {
  const locale = useFormatLocale();
  return (
    <time dateTime={at} title={formatInstantExactly(at, locale)} className="figures whitespace-nowrap">
      {formatClock(at, locale)}
    </time>
  );
}

/** A moment to the second: for what will be held against other records. */
export function ExactInstant({ at }: { at: string }) {
  const locale = useFormatLocale();
  return (
    <time dateTime={at} title={at} className="figures">
      {formatInstantExactly(at, locale)}
    </time>
  );
}
