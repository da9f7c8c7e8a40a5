import type { AnomalyControlRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Checkbox } from '@/ui/checkbox';
import { type Draft, isOn, limited, switched, valuesIn } from './draft';
import { LimitField } from './limit-field';

interface ControlRowProps {
  control: AnomalyControlRead;
  draft: Draft;
  mayChange: boolean;
  onChange: (draft: Draft) => void;
}

/** One control: on or off, what it looks at, and its limits. */
export function ControlRow({ control, draft, mayChange, onChange }: ControlRowProps) {
  const t = useT('anomalies');
  const name = control.control;
  const on = isOn(draft, name);
  return (
    <li className="border-b border-line px-4 py-3 last:border-0">
      <Checkbox
        checked={on}
        disabled={!mayChange}
        onChange={(now) => onChange(switched(draft, name, now))}
        label={<span className="font-medium">{t(`names.${name}`)}</span>}
        hint={t(`looksFor.${name}`)}
      />
      {on && control.limits.length > 0 && (
        <div className="mt-2 ml-6.5 flex flex-wrap gap-x-4 gap-y-2">
          {control.limits.map((limit) => (
            <LimitField
              key={limit.name}
              limit={limit}
              values={valuesIn(draft, name, limit)}
              disabled={!mayChange}
              onChange={(values) => onChange(limited(draft, name, limit, values))}
            />
          ))}
        </div>
      )}
    </li>
  );
}
