import { type ChangeEvent, useRef } from 'react';
import { Field } from './field';

interface CodeFieldProps {
  label: string;
  value: string;
  onChange: (digits: string) => void;
  /** All digits are there: typed, pasted, or filled in by the phone. */
  onComplete?: (digits: string) => void;
  error?: string | undefined;
  hint?: string;
  autoFocus?: boolean;
  disabled?: boolean;
}

export const CODE_LENGTH = 6;
const PLACES = Array.from({ length: CODE_LENGTH }, (_, place) => place);

/** A one-time code: one real input, so that pasting and autofill just work, drawn as six places. */
export function CodeField({ label, value, onChange, onComplete, error, hint, autoFocus, disabled }: CodeFieldProps) {
  const completed = useRef('');

  function take(event: ChangeEvent<HTMLInputElement>) {
    const digits = event.target.value.replace(/\D/g, '').slice(0, CODE_LENGTH);
    onChange(digits);
    if (digits.length === CODE_LENGTH && completed.current !== digits) onComplete?.(digits);
    completed.current = digits;
  }

  return (
    <Field label={label} error={error} hint={hint}>
      {(ids) => (
        <span className="group relative block h-12 w-full max-w-72">
          <span aria-hidden className="grid h-full grid-cols-6 gap-2">
            {PLACES.map((place) => (
              <span
                key={place}
                data-next={place === Math.min(value.length, CODE_LENGTH - 1) || undefined}
                className={`figures grid place-items-center rounded-md border bg-surface text-xl font-semibold group-focus-within:data-next:border-accent group-focus-within:data-next:ring-2 group-focus-within:data-next:ring-accent/30 ${error ? 'border-neg' : 'border-edge'} ${disabled ? 'bg-sunken text-muted' : ''}`}
              >
                {value[place]}
              </span>
            ))}
          </span>
          <input
            {...ids}
            value={value}
            onChange={take}
            disabled={disabled}
            // biome-ignore lint/a11y/noAutofocus: the step consists of this field
            autoFocus={autoFocus}
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9]*"
            className="absolute inset-0 size-full rounded-md bg-transparent text-lg text-transparent caret-transparent outline-none selection:bg-transparent"
          />
        </span>
      )}
    </Field>
  );
}
