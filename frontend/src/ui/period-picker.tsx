import { useState } from 'react';
import { useT } from '@/i18n/i18n';
import { PERIOD_NAMES, type Period, type PeriodName, periodName, periodOf } from '@/lib/dates';
import { DateInput } from './date-field';
import { Select } from './select';

const ALL = 'all';
const OWN = 'own';

/** A usual period by name, or two days of one's own. */
export function PeriodPicker({ value, onChange }: { value: Period; onChange: (period: Period) => void }) {
  const t = useT('period');
  const [own, setOwn] = useState(false);
  const known = value.from || value.to ? (periodName(value) ?? OWN) : ALL;
  const name = own ? OWN : known;
  return (
    <div className="flex flex-wrap items-center gap-2 max-md:grow">
      <Select
        aria-label={t('label')}
        value={name}
        onChange={(event) => {
          const chosen = event.target.value;
          setOwn(chosen === OWN);
          if (chosen === ALL) onChange({});
          else if (chosen !== OWN) onChange(periodOf(chosen as PeriodName));
        }}
        className="w-40 max-md:grow"
      >
        <option value={ALL}>{t('all')}</option>
        {PERIOD_NAMES.map((one) => (
          <option key={one} value={one}>
            {t(one)}
          </option>
        ))}
        <option value={OWN}>{t('own')}</option>
      </Select>
      {name === OWN && (
        <div className="flex animate-appear items-center gap-1.5">
          <div className="w-36">
            <DateInput
              label={t('from')}
              placeholder={t('from')}
              value={value.from ?? null}
              onChange={(from) => onChange({ ...value, from: from ?? undefined })}
            />
          </div>
          <span aria-hidden className="text-muted">
            –
          </span>
          <div className="w-36">
            <DateInput
              label={t('to')}
              placeholder={t('to')}
              value={value.to ?? null}
              onChange={(to) => onChange({ ...value, to: to ?? undefined })}
            />
          </div>
        </div>
      )}
    </div>
  );
}
