import { useState } from 'react';
import { useFormatLocale } from '@/i18n/i18n';
import { type Decimal, formatDecimal, parseMoney, withCents } from '@/lib/money';
import { usePrivacy } from '@/lib/preferences';
import { INPUT } from './field-look';

interface MoneyInputProps {
  id?: string;
  label?: string;
  value: Decimal | null;
  onChange: (value: Decimal | null) => void;
  onInvalid?: (invalid: boolean) => void;
  onFocus?: () => void;
  /** Quantities and rates keep the digits they have. */
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
  onInvalid,
  onFocus,
  cents = true,
  compact,
  ...aria
}: MoneyInputProps) {
  const locale = useFormatLocale();
  const hidden = usePrivacy();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = value === null ? '' : formatDecimal(value, locale, cents ? 2 : 0);

  function settle() {
    if (typed === null) return;
    const parsed = parseMoney(typed, locale);
    const wrong = typed.trim() !== '' && parsed === null;
    onInvalid?.(wrong);
    if (wrong) return;
    setTyped(null);
    const next = parsed === null ? null : cents ? withCents(parsed) : parsed;
    if (next !== value) onChange(next);
  }

  return (
    <input
      {...aria}
      id={id}
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      value={typed ?? (hidden && shown ? '•••••' : shown)}
      onFocus={(event) => {
        onFocus?.();
        setTyped(shown);
        const input = event.currentTarget;
        requestAnimationFrame(() => {
          // Whoever types faster than the screen is drawn has replaced it already.
          if (document.activeElement === input && input.value === shown) input.select();
        });
      }}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) settle();
      }}
      className={`${INPUT} num ${compact ? 'h-8 px-2 text-sm' : ''}`}
    />
  );
}
