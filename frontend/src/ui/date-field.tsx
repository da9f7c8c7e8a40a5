import { lazy, Suspense, useState } from 'react';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { type Day, parseDay, today, typedDay } from '@/lib/dates';
import { INPUT } from './field-look';
import { useTyped } from './use-typed';

const DatePopover = lazy(() => import('./date-popover'));

interface DateInputProps {
  id?: string;
  label?: string;
  value: Day | null;
  onChange: (day: Day | null) => void;
  onFocus?: () => void;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean;
  placeholder?: string;
  /** Days added by typing "+30" are counted from here; today when left out. */
  countFrom?: Day | null;
}

/** Type a day as you would write it ("3/4", "+30", "today"), or pick it. Native date fields show the browser's order instead. */
export function DateInput(props: DateInputProps) {
  const { id, label, value, onChange, onFocus, countFrom, placeholder } = props;
  const t = useT('common');
  const locale = useFormatLocale();
  const [open, setOpen] = useState(false);
  const { field, text, type, drop, settle, aria, said } = useTyped<Day>({
    value,
    onChange,
    read: (typed) =>
      typed.toLowerCase() === t('today').toLowerCase() ? today() : parseDay(typed, locale, countFrom ?? today()),
    sentence: t('notADate'),
    describedBy: props['aria-describedby'],
    invalid: props['aria-invalid'],
  });

  return (
    <div className="min-w-0">
      <div className="relative">
        <input
          {...aria}
          ref={field}
          id={id}
          aria-label={label}
          value={text ?? (value ? typedDay(value, locale) : '')}
          placeholder={placeholder ?? t('datePattern')}
          autoComplete="off"
          onFocus={onFocus}
          onChange={(event) => type(event.target.value)}
          onBlur={settle}
          onKeyDown={(event) => {
            if (event.key === 'Enter') settle();
            if (event.key === 'ArrowDown' && event.altKey) setOpen(true);
          }}
          className={`${INPUT} figures pr-9`}
        />
        <Suspense>
          <DatePopover
            open={open}
            onOpenChange={setOpen}
            value={value}
            onPick={(day) => {
              drop();
              setOpen(false);
              if (day !== value) onChange(day);
            }}
          />
        </Suspense>
      </div>
      {said}
    </div>
  );
}
