import { TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { useT } from '@/i18n/i18n';
import type { AcceptableCode, ToAccept } from './acceptance';

interface AcceptWarningsProps {
  warnings: readonly ToAccept[];
  accepted: readonly AcceptableCode[];
  /** Approval was asked for without the tick. */
  missing: boolean;
  onChange: (accepted: readonly AcceptableCode[]) => void;
}

/** What would most likely be a mistake to book: said first, and booked only after an express tick. */
export function AcceptWarnings({ warnings, accepted, missing, onChange }: AcceptWarningsProps) {
  const t = useT('review');
  const id = useId();
  return (
    <section aria-label={t('acceptTitle')} className="border-b border-line bg-warn-soft px-5 py-4">
      {warnings.map((warning) => {
        const ticked = accepted.includes(warning.code);
        const wrong = missing && !ticked;
        return (
          <div key={warning.code} className="flex flex-col gap-2">
            <p className="flex gap-2 font-medium text-warn">
              <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
              {warning.text}
            </p>
            <p id={`${id}-why`} className="text-sm">
              {t('acceptWhy')}
            </p>
            <label className="flex w-fit items-center gap-2.5 text-sm font-medium">
              <input
                type="checkbox"
                data-accept={warning.code}
                checked={ticked}
                aria-describedby={wrong ? `${id}-missing ${id}-why` : `${id}-why`}
                aria-invalid={wrong}
                onChange={(event) =>
                  onChange(
                    event.target.checked
                      ? [...accepted, warning.code]
                      : accepted.filter((code) => code !== warning.code),
                  )
                }
                className="size-4 accent-(--accent)"
              />
              {t('accept')}
            </label>
            {wrong && (
              <p id={`${id}-missing`} role="alert" className="text-sm text-neg">
                {t('acceptMissing')}
              </p>
            )}
          </div>
        );
      })}
    </section>
  );
}
