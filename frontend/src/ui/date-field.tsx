import { Popover } from '@base-ui/react/popover';
import { CalendarDays } from 'lucide-react';
import { useState } from 'react';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { type Day, parseDay, today, typedDay } from '@/lib/dates';
import { Calendar } from './calendar';
import { INPUT } from './field';

interface DateInputProps {
  id?: string;
  label?: string;
  value: Day | null;
  onChange: (day: Day | null) => void;
  onInvalid?: (invalid: boolean) => void;
  onFocus?: () => void;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean;
  /** Days added by typing "+30" are counted from here; today when left out. */
  countFrom?: Day | null;
}

/** Type a day as you would write it ("3/4", "+30", "today"), or pick it. Native date fields show the browser's order instead. */
export function DateInput({ id, label, value, onChange, onInvalid, onFocus, countFrom, ...aria }: DateInputProps) {
  const t = useT('common');
  const locale = useFormatLocale();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);

  function settle() {
    if (typed === null) return;
    const text = typed.trim();
    const day =
      text.toLowerCase() === t('today').toLowerCase() ? today() : parseDay(text, locale, countFrom ?? today());
    if (text && !day) return onInvalid?.(true);
    onInvalid?.(false);
    setTyped(null);
    if (day !== value) onChange(text ? day : null);
  }

  return (
    <div className="relative">
      <input
        {...aria}
        id={id}
        aria-label={label}
        value={typed ?? (value ? typedDay(value, locale) : '')}
        placeholder={typedDay(`${new Date().getFullYear()}-12-31`, locale)}
        autoComplete="off"
        onFocus={onFocus}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) settle();
          if (event.key === 'ArrowDown' && event.altKey) setOpen(true);
        }}
        className={`${INPUT} figures pr-9`}
      />
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger
          aria-label={t('openCalendar')}
          className="absolute inset-y-0 right-1 my-auto grid size-7 place-items-center rounded text-muted hover:text-ink"
        >
          <CalendarDays size={15} aria-hidden />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Positioner sideOffset={4} align="end" className="z-50">
            <Popover.Popup
              aria-label={t('calendar')}
              className="rounded-lg border border-line bg-surface p-3 text-ink shadow-layer outline-none"
            >
              <Calendar
                value={value}
                onPick={(day) => {
                  onInvalid?.(false);
                  setTyped(null);
                  setOpen(false);
                  if (day !== value) onChange(day);
                }}
              />
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </div>
  );
}
