import { Link } from '@tanstack/react-router';
import { ChevronRight, CircleCheckBig } from 'lucide-react';
import type { Dashboard } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Card } from '@/ui/card';
import { Status } from '@/ui/status';

const STATES = ['to_review', 'uploaded', 'reading', 'approved', 'rejected', 'failed'] as const;

/** What only a person can do, then where all documents stand. */
export function NeedsYou({ figures }: { figures: Dashboard }) {
  const t = useT('dashboard');
  const waiting = figures.needs_you.filter((need) => need.count > 0);
  const countOf = (state: (typeof STATES)[number]) => figures.documents[state] ?? 0;
  const states = STATES.filter((state) => state !== 'uploaded' || countOf(state) > 0);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Card title={t('needsYou')} padded={false}>
        {waiting.length === 0 ? (
          <p className="flex items-center gap-2.5 px-4 py-5 text-muted">
            <CircleCheckBig size={18} aria-hidden className="text-pos" />
            {t('nothingWaits')}
          </p>
        ) : (
          <ul>
            {waiting.map((need) => (
              <li key={need.status} className="border-b border-line last:border-0">
                <Link
                  to="/documents"
                  search={{ status: need.status }}
                  className="flex min-h-14 items-center gap-3 px-4 -outline-offset-2 hover:bg-sunken/60"
                >
                  <span
                    className={`figures grid h-7 min-w-7 place-items-center rounded-full px-2 text-sm font-semibold ${need.status === 'failed' ? 'bg-neg-soft text-neg' : 'bg-warn-soft text-warn'}`}
                  >
                    {need.count}
                  </span>
                  <span className="flex-1 font-medium">{t(`need.${need.status}`, { count: need.count })}</span>
                  <ChevronRight size={16} aria-hidden className="text-muted" />
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={t('documents')} padded={false}>
        <ul className="py-1">
          {states.map((state) => (
            <li key={state}>
              <Link
                to="/documents"
                search={{ status: state }}
                className="flex h-9 items-center justify-between px-4 -outline-offset-2 hover:bg-sunken/60"
              >
                <Status of={state} />
                <span className="figures">{countOf(state)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
