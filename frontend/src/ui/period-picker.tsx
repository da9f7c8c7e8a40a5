import { useT } from '@/i18n/i18n';
import { PERIOD_NAMES, type Period, type PeriodName, periodName, periodOf } from '@/lib/dates';
import { DateInput } from './date-field';

const ALL = 'all';
const OWN = 'own';

/** A usual period by name, or two days of one's own. */
export function PeriodPicker({ value, onChange }: { value: Period; onChange: (period: Period) => void }) {
  const t = useT('period');
  const name = value.from || value.to ? (periodName(value) ?? OWN) : ALL;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <select
        aria-label={t('label')}
        value={name}
        onChange={(event) => {
          const chosen = event.target.value;
          if (chosen === ALL) onChange({});
          else if (chosen !== OWN) onChange(periodOf(chosen as PeriodName));
        }}
        className="h-9 rounded-md border border-edge bg-surface pr-8 pl-2.5 text-base"
      >
        <option value={ALL}>{t('all')}</option>
        {PERIOD_NAMES.map((one) => (
          <option key={one} value={one}>
            {t(one)}
          </option>
        ))}
        {name === OWN && <option value={OWN}>{t('own')}</option>}
      </select>
      <div className="flex items-center gap-1.5">
        <div className="w-36">
          <DateInput
            label={t('from')}
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
            value={value.to ?? null}
            onChange={(to) => onChange({ ...value, to: to ?? undefined })}
          />
        </div>
      </div>
    </div>
  );
}
