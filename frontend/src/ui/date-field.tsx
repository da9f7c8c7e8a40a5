import { lazy, Suspense, useState } from 'react';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { type Day, parseDay, today, typedDay } from '@/lib/dates';
import { INPUT } from './field-look';

const DatePopover = lazy(() => import('./date-popover'));

interface DateInputProps {
  id?: string;
  label?: string;
  value: Day | null;
  onChange: (day: Day | null) => void;
  onInvalid?: (invalid: boolean) => void;
  onFocus?: () => void;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean;
  placeholder?: string;
  /** Days added by typing "+30" are counted from here; today when left out. */
  countFrom?: Day | null;
}

/** Type a day as you would write it ("3/4", "+30", "today"), or pick it. Native date fields show the browser's order instead. */
export function DateInput(props: DateInputProps) {
  const { id, label, value, onChange, onInvalid, onFocus, countFrom, placeholder, ...aria } = props;
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
        placeholder={placeholder ?? t('datePattern')}
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
      <Suspense>
        <DatePopover
          open={open}
          onOpenChange={setOpen}
          value={value}
          onPick={(day) => {
            onInvalid?.(false);
            setTyped(null);
            setOpen(false);
            if (day !== value) onChange(day);
          }}
        />
      </Suspense>
    </div>
  );
}
