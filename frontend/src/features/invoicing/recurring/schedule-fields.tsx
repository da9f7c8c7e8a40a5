import { useFormatLocale, useT } from '@/i18n/i18n';
import { type Day, formatDay } from '@/lib/dates';
import { Card } from '@/ui/card';
import { DateInput } from '@/ui/date-field';
import { Field, SelectField, TextField } from '@/ui/field';
import { OptionCards } from '@/ui/option-cards';
import { comingDays, EVERY } from './rhythm';
import type { Schedule } from './schedule';

interface ScheduleFieldsProps {
  schedule: Schedule;
  put: (change: Partial<Schedule>) => void;
  errors: Record<string, string>;
  /** The day that its rhythm is counted from; null of a new one. */
  startsOn: Day | null;
}

const MOST = 60;

export function ScheduleFields({ schedule, put, errors, startsOn }: ScheduleFieldsProps) {
  const t = useT('recurring');
  const locale = useFormatLocale();
  const following = comingDays(schedule, startsOn).slice(1);
  const after =
    following.length > 0
      ? t('then', { days: following.map((day) => formatDay(day, locale)).join(' · ') })
      : t('noneAfter');
  return (
    <Card title={t('schedule')}>
      <div className="flex flex-col gap-4">
        <TextField
          label={t('name')}
          hint={t('nameHint')}
          value={schedule.name}
          maxLength={200}
          onChange={(event) => put({ name: event.target.value })}
          error={errors.name}
        />
        <div className="grid grid-cols-4 gap-4 max-md:grid-cols-2">
          <TextField
            label={t('count')}
            type="number"
            min={1}
            max={MOST}
            value={schedule.interval_count}
            onChange={(event) => put({ interval_count: Math.min(MOST, Math.max(1, Number(event.target.value) || 1)) })}
            error={errors.interval_count}
          />
          <SelectField
            label={t('every')}
            value={schedule.every}
            onChange={(event) => put({ every: event.target.value as Schedule['every'] })}
          >
            {EVERY.map((one) => (
              <option key={one} value={one}>
                {t(`unit.${one}`)}
              </option>
            ))}
          </SelectField>
          <Field label={t(startsOn ? 'next' : 'startsOn')} hint={after} error={errors.starts_on ?? errors.next_on}>
            {(ids) => <DateInput {...ids} value={schedule.next_on} onChange={(day) => day && put({ next_on: day })} />}
          </Field>
          <Field label={t('endsOn')} error={errors.ends_on}>
            {(ids) => (
              <DateInput
                {...ids}
                value={schedule.ends_on}
                placeholder={t('never')}
                onChange={(ends_on) => put({ ends_on })}
              />
            )}
          </Field>
        </div>
        <OptionCards
          legend={t('does')}
          value={schedule.itself}
          onChange={(itself) => put({ itself })}
          options={(['draft', 'issue', 'send'] as const).map((value) => ({
            value,
            label: t(`itself.${value}`),
            hint: t(`itselfHint.${value}`),
          }))}
        />
      </div>
    </Card>
  );
}
