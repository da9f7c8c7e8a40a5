import type { RecurringRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { addDays, type Day, monthStart } from '@/lib/dates';

export const EVERY = ['week', 'month', 'quarter', 'year'] as const;
const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** Two centuries of weeks: a day that was typed as one of the year 9990 is looked for no longer. */
const MOST_TIMES = 10_000;

type Rhythm = Pick<RecurringRead, 'every' | 'interval_count'>;

/** "Every 2 months", "Every quarter". */
export function useRhythm(): (one: Rhythm) => string {
  const t = useT('recurring');
  return ({ every, interval_count: count }) => t(`rhythm.${every}`, { count });
}

interface Coming extends Rhythm {
  next_on: Day;
  ends_on: Day | null;
}

/**
 * The first days of a schedule, its next one first. A next day that is none of the rhythm that began on `startsOn` is
 * where it begins anew, as the server keeps it.
 */
export function comingDays(schedule: Coming, startsOn: Day | null, most = 4): Day[] {
  const kept = startsOn ? daysFrom(startsOn, schedule, most) : [];
  return kept[0] === schedule.next_on ? kept : daysFrom(schedule.next_on, schedule, most);
}

/** Every day is counted from the first, so that the 31st stays the last of its month. */
function daysFrom(first: Day, { every, interval_count: count, next_on, ends_on }: Coming, most: number): Day[] {
  const found: Day[] = [];
  for (let time = 0; found.length < most && time < MOST_TIMES; time += count) {
    const day = every === 'week' ? addDays(first, 7 * time) : monthsLater(first, MONTHS[every] * time);
    if (ends_on && day > ends_on) break;
    if (day >= next_on) found.push(day);
  }
  return found;
}

function monthsLater(day: Day, count: number): Day {
  const same = monthStart(day, count).slice(0, 8) + day.slice(8);
  const last = addDays(monthStart(day, count + 1), -1);
  return same > last ? last : same;
}
