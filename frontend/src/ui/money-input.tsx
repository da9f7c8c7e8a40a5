import { useFormatLocale, useT } from '@/i18n/i18n';
import { type Decimal, formatDecimal, parseMoney, parseNumber, typedNumber, withCents } from '@/lib/money';
import { usePrivacy } from '@/lib/preferences';
import { INPUT } from './field-look';
import { useTyped } from './use-typed';

interface MoneyInputProps {
  id?: string;
  label?: string;
  value: Decimal | null;
  onChange: (value: Decimal | null) => void;
  onFocus?: () => void;
  /** Quantities, rates and percentages keep the digits they have. */
  cents?: boolean;
  compact?: boolean;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean;
}

/** Shows the amount as the locale writes it, accepts what people type, hands on an exact decimal string. */
export function MoneyInput({
  id,
  label,
  value,
  onChange,
  onFocus,
  cents = true,
  compact,
  'aria-describedby': describedBy,
  'aria-invalid': invalid,
}: MoneyInputProps) {
  const t = useT('common');
  const locale = useFormatLocale();
  const hidden = usePrivacy();
  const written = cents ? formatDecimal : typedNumber;
  const shown = value === null ? '' : written(value, locale);
  const { field, text, type, begin, settle, aria, said } = useTyped<Decimal>({
    value,
    onChange,
    read: (typed) => {
      if (!cents) return parseNumber(typed);
      const amount = parseMoney(typed, locale);
      return amount === null ? null : withCents(amount);
    },
    sentence: t(cents ? 'notAnAmount' : 'notANumber'),
    describedBy,
    invalid,
  });

  return (
    <div className="w-full min-w-0">
      <input
        {...aria}
        ref={field}
        id={id}
        aria-label={label}
        inputMode="decimal"
        autoComplete="off"
        value={text ?? (hidden && shown ? '•••••' : shown)}
        onFocus={(event) => {
          onFocus?.();
          begin(shown);
          const input = event.currentTarget;
          requestAnimationFrame(() => {
            // Whoever types faster than the screen is drawn has replaced it already.
            if (document.activeElement === input && input.value === shown) input.select();
          });
        }}
        onChange={(event) => type(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => event.key === 'Enter' && settle()}
        className={`${INPUT} num ${compact ? 'h-8 px-2 text-sm' : ''}`}
      />
      {said}
    </div>
  );
}
