import { useState } from 'react';
import type { AnomalyControlRead } from '@/api/gen/types.gen';
import { useCurrency } from '@/api/me';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { TextField } from '@/ui/field';
import { parseValues, typedValues, unitOf } from './limit-values';

interface LimitFieldProps {
  limit: AnomalyControlRead['limits'][number];
  values: readonly number[];
  disabled: boolean;
  onChange: (values: readonly number[]) => void;
}

/** Limits of which there may be several. */
const SEVERAL = ['limits'];

/** One limit, typed as one writes it; what ours is stands below it. */
export function LimitField({ limit, values, disabled, onChange }: LimitFieldProps) {
  const t = useT('anomalies');
  const locale = useFormatLocale();
  const currency = useCurrency();
  const unit = unitOf(limit.name);
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const shown = (some: readonly number[]) => typedValues(some, unit, locale);
  const name = t(`fields.${limit.name as 'days'}`);
  const sign = unit === 'money' ? currency : unit === 'entries' ? null : t(`units.${unit}`);

  function settle() {
    if (typed === null) return;
    const read = parseValues(typed, unit, locale, SEVERAL.includes(limit.name));
    setWrong(read === null);
    if (read === null) return;
    setTyped(null);
    onChange(read);
  }

  return (
    <div className={SEVERAL.includes(limit.name) ? 'w-full' : 'w-56 max-sm:w-full'}>
      <TextField
        label={sign ? `${name} (${sign})` : name}
        hint={t('oursIs', { values: shown(limit.ours) })}
        error={wrong ? t('problems.limit_refused') : undefined}
        value={typed ?? shown(values)}
        disabled={disabled}
        autoComplete="off"
        className="figures"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => event.key === 'Enter' && settle()}
      />
    </div>
  );
}
