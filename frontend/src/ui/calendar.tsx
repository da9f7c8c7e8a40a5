import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { addDays, type Day, formatDay, monthStart, today } from '@/lib/dates';
import { IconButton } from './button';

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Monday of the week the day is in. */
function weekStart(day: Day): Day {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/** One month, Monday first; arrows move by day and week, PageUp and PageDown by month. */
export function Calendar({ value, onPick }: { value: Day | null; onPick: (day: Day) => void }) {
  const t = useT('common');
  const locale = useFormatLocale();
  const [at, setAt] = useState<Day>(value ?? today());
  const current = useRef<HTMLButtonElement>(null);
  const moved = useRef(true);
  const first = weekStart(monthStart(at));
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => addDays(first, week * 7 + day)),
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the day
  useEffect(() => {
    if (moved.current) current.current?.focus();
    moved.current = false;
  }, [at]);

  function go(day: Day) {
    moved.current = true;
    setAt(day);
  }

  function press(event: KeyboardEvent) {
    const step = STEPS[event.key];
    if (step) go(addDays(at, step));
    else if (event.key === 'PageUp') go(monthStart(at, -1));
    else if (event.key === 'PageDown') go(monthStart(at, 1));
    else return;
    event.preventDefault();
  }

  return (
    <div className="w-60">
      <div className="mb-2 flex items-center justify-between">
        <IconButton label={t('previousMonth')} icon={ChevronLeft} onClick={() => setAt(monthStart(at, -1))} />
        <span aria-live="polite" className="text-sm font-medium first-letter:uppercase">
          {formatDay(at, locale, { month: 'long', year: 'numeric' })}
        </span>
        <IconButton label={t('nextMonth')} icon={ChevronRight} onClick={() => setAt(monthStart(at, 1))} />
      </div>
      <table onKeyDown={press} className="w-full text-center text-sm">
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col" className="h-7 text-xs font-normal text-muted">
                {formatDay(day, locale, { weekday: 'short' }).slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} className="p-0">
                  <button
                    ref={day === at ? current : undefined}
                    type="button"
                    tabIndex={day === at ? 0 : -1}
                    aria-label={formatDay(day, locale, { dateStyle: 'full' })}
                    aria-pressed={day === value}
                    aria-current={day === today() ? 'date' : undefined}
                    onClick={() => onPick(day)}
                    className={`figures size-8 rounded-md hover:bg-sunken aria-pressed:bg-accent aria-pressed:text-accent-ink aria-[current=date]:font-semibold ${day.slice(0, 7) === at.slice(0, 7) ? '' : 'text-muted'}`}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
