import { useQuery } from '@tanstack/react-query';
import { useT } from '@/i18n/i18n';
import { grouped } from '@/lib/grouped';
import { Checkbox } from '@/ui/checkbox';
import { OptionCards } from '@/ui/option-cards';
import { Skeleton } from '@/ui/skeleton';
import { EVERYTHING, SUBJECT_OF, type Subject, useTold } from './event-words';
import { catalogueOptions } from './queries';

interface EventPickerProps {
  chosen: readonly string[];
  onChange: (events: readonly string[]) => void;
  error: string | undefined;
}

/** Everything, also what is added later; or some events by name. */
export function EventPicker({ chosen, onChange, error }: EventPickerProps) {
  const t = useT('webhooks');
  const { event } = useTold();
  const catalogue = useQuery(catalogueOptions()).data;
  const all = chosen.includes(EVERYTHING);
  const subjects = grouped(catalogue ?? [], subjectOf);

  return (
    <div className="flex flex-col gap-3">
      <OptionCards
        legend={t('toldOf')}
        value={all ? 'all' : 'some'}
        onChange={(value) => onChange(value === 'all' ? [EVERYTHING] : [])}
        options={[
          { value: 'all', label: t('everything'), hint: t('everythingHint') },
          { value: 'some', label: t('choose'), hint: t('chooseHint') },
        ]}
      />
      {error && (
        <p role="alert" className="text-sm text-neg">
          {error}
        </p>
      )}
      {!all && !catalogue && <Skeleton className="h-40" />}
      {!all && catalogue && (
        <div className="grid grid-cols-2 gap-x-6 gap-y-4 rounded-md border border-line p-4 max-sm:grid-cols-1">
          {[...subjects].map(([subject, events]) => (
            <fieldset key={subject} className="min-w-0">
              <legend className="mb-1.5 text-sm font-semibold">{t(`subject.${subject}`)}</legend>
              <div className="flex flex-col gap-1">
                {events.map((one) => (
                  <Checkbox
                    key={one.name}
                    name="event"
                    checked={chosen.includes(one.name)}
                    onChange={(on) =>
                      onChange(on ? [...chosen, one.name] : chosen.filter((other) => other !== one.name))
                    }
                    label={<span className="text-sm">{event(one.name)}</span>}
                    hint={<span className="font-mono text-xs">{one.name}</span>}
                  />
                ))}
              </div>
            </fieldset>
          ))}
        </div>
      )}
    </div>
  );
}

function subjectOf({ name }: { name: string }): Subject {
  return SUBJECT_OF[(name.split('.')[0] ?? '') as keyof typeof SUBJECT_OF] ?? 'entry';
}
