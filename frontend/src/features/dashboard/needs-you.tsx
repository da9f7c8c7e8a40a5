import { Link } from '@tanstack/react-router';
import { ChevronRight, CircleCheckBig } from 'lucide-react';
import type { Dashboard, NeedsYou as Need } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { Card } from '@/ui/card';
import { placeOf } from './places';

/** What presses: something failed, or its day has passed. */
const PRESSING: readonly Need['kind'][] = [
  'documents_failed',
  'sales_overdue',
  'purchases_overdue',
  'recurring_entries_in_trouble',
  'recurring_invoices_in_trouble',
];

/** What only a person can do, each a click away from being done. */
export function NeedsYou({ figures }: { figures: Dashboard }) {
  const t = useT('dashboard');
  return (
    <Card title={t('needsYou')} padded={false}>
      {figures.needs_you.length === 0 ? (
        <p className="flex items-center gap-2.5 px-4 py-5 text-muted">
          <CircleCheckBig size={18} aria-hidden className="text-pos" />
          {t('nothingWaits')}
        </p>
      ) : (
        <ul>
          {figures.needs_you.map((need) => (
            <li key={need.kind} className="border-b border-line last:border-0">
              <Link
                {...placeOf(need)}
                className="flex min-h-13 items-center gap-3 px-4 py-2 -outline-offset-2 hover:bg-sunken/60"
              >
                <span
                  className={`figures grid h-7 min-w-7 shrink-0 place-items-center rounded-full px-2 text-sm font-semibold ${PRESSING.includes(need.kind) ? 'bg-neg-soft text-neg' : 'bg-warn-soft text-warn'}`}
                >
                  {need.count}
                </span>
                <span className="min-w-0 flex-1 font-medium">{t(`need.${need.kind}`, { count: need.count })}</span>
                {need.amount && (
                  <span className="text-sm text-muted">
                    <Amount value={need.amount} currency={figures.currency} />
                  </span>
                )}
                <ChevronRight size={16} aria-hidden className="shrink-0 text-muted" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
