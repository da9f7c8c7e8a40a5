import { useId } from 'react';
import { useT } from '@/i18n/i18n';
import { Checkbox } from '@/ui/checkbox';
import { useScopeWords } from './scope-words';
import { AREA_NAMES, AREAS, type Scope } from './scopes';

interface ScopePickerProps {
  /** What one may give away. */
  offered: readonly Scope[];
  chosen: ReadonlySet<Scope>;
  onChange: (chosen: ReadonlySet<Scope>) => void;
  error: string | undefined;
}

/** Every permission with its box, by subject; a subject can be ticked as a whole. */
export function ScopePicker({ offered, chosen, onChange, error }: ScopePickerProps) {
  const t = useT('apiKeys');
  const words = useScopeWords();
  const errorId = useId();

  function tick(scopes: readonly Scope[], on: boolean) {
    const next = new Set(chosen);
    for (const scope of scopes) {
      if (on) next.add(scope);
      else next.delete(scope);
    }
    onChange(next);
  }

  return (
    <div>
      {error && (
        <p id={errorId} role="alert" className="mb-2 text-sm text-neg">
          {error}
        </p>
      )}
      <div className="grid grid-cols-2 gap-x-6 gap-y-4 rounded-md border border-line p-4 max-sm:grid-cols-1">
        {AREA_NAMES.map((area) => {
          const scopes = AREAS[area].filter((scope: Scope) => offered.includes(scope)) as Scope[];
          const all = scopes.every((scope) => chosen.has(scope));
          return (
            scopes.length > 0 && (
              <fieldset key={area} aria-describedby={error ? errorId : undefined} className="relative min-w-0">
                <legend className="text-sm font-semibold">{words.area(area)}</legend>
                <button
                  type="button"
                  aria-label={`${t(all ? 'noneOf' : 'allOf')}: ${words.area(area)}`}
                  onClick={() => tick(scopes, !all)}
                  className="absolute -top-5 right-0 rounded text-xs leading-5 text-accent underline-offset-2 hover:underline"
                >
                  {t(all ? 'noneOf' : 'allOf')}
                </button>
                <div className="mt-1.5 flex flex-col gap-1">
                  {scopes.map((scope) => (
                    <Checkbox
                      key={scope}
                      name="scope"
                      checked={chosen.has(scope)}
                      onChange={(on) => tick([scope], on)}
                      label={<span className="text-sm first-letter:uppercase">{words.scope(scope)}</span>}
                    />
                  ))}
                </div>
              </fieldset>
            )
          );
        })}
      </div>
    </div>
  );
}
