import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ControlRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { Card } from '@/ui/card';

/** What the authority will check, and what does not hold yet: with both sides and what to look for. */
export function Controls({ controls }: { controls: readonly ControlRead[] }) {
  const t = useT('vat');
  const failing = controls.filter((control) => !control.holds);
  if (controls.length === 0) return null;
  return (
    <Card
      title={t('controls')}
      aside={
        <span className={`text-sm font-medium ${failing.length > 0 ? 'text-neg' : 'text-pos'}`}>
          {failing.length > 0 ? t('failing', { count: failing.length }) : t('allHold')}
        </span>
      }
      padded={false}
    >
      {failing.length > 0 && (
        <ul>
          {failing.map((control) => (
            <Control key={control.name} control={control} />
          ))}
        </ul>
      )}
      <details className="px-4 py-2.5 text-sm">
        <summary className="w-fit rounded text-muted hover:text-ink">{t('showControls')}</summary>
        <ul className="-mx-4 mt-2">
          {controls
            .filter((control) => control.holds)
            .map((control) => (
              <Control key={control.name} control={control} />
            ))}
        </ul>
      </details>
    </Card>
  );
}

function Control({ control }: { control: ControlRead }) {
  const t = useT('vat');
  const known = `control.${control.name}` as Parameters<typeof t.has>[0];
  return (
    <li className="flex items-start gap-3 border-b border-line px-4 py-2.5 last:border-0">
      {control.holds ? (
        <CircleCheck size={16} aria-hidden className="mt-0.5 shrink-0 text-pos" />
      ) : (
        <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-neg" />
      )}
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          <span className="sr-only">{t(control.holds ? 'holds' : 'fails')}: </span>
          {t.has(known) ? t(known as 'control.vat_on_sales') : control.name}
        </p>
        <p className="figures text-sm text-muted">{control.rule}</p>
      </div>
      <p className="num text-sm whitespace-nowrap">
        <Amount value={control.left} /> / <Amount value={control.right} />
      </p>
    </li>
  );
}
