import { Link } from '@tanstack/react-router';
import { ChevronRight, Landmark } from 'lucide-react';
import type { GridRead, Return } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { grouped } from '@/lib/grouped';
import { Amount } from '@/ui/amount';
import { EmptyState } from '@/ui/empty-state';
import { useExplanation } from './explanation';

/** The grids in the order of the return, each with what it means; one click shows what it is made of. */
export function Grids({ found }: { found: Return }) {
  const t = useT('vat');
  if (found.grids.length === 0) {
    return <EmptyState icon={Landmark} title={t('nothing')} text={t('nothingText')} />;
  }
  return [...grouped(found.grids, (grid) => grid.kind)].map(([kind, grids]) => (
    <section key={kind} aria-labelledby={`grids-${kind}`} className="border-b border-line last:border-0">
      <h3 id={`grids-${kind}`} className="bg-sunken/50 px-4 py-2 text-sm font-semibold">
        {t(`gridKinds.${kind}`)}
      </h3>
      <ul>
        {grids.map((grid) => (
          <GridLine key={grid.grid} grid={grid} found={found} />
        ))}
      </ul>
    </section>
  ));
}

function GridLine({ grid, found }: { grid: GridRead; found: Return }) {
  const t = useT('vat');
  const explain = useExplanation(found.country);
  return (
    <li className="border-t border-line">
      <Link
        to="/vat/$period"
        params={{ period: found.period }}
        search={{ grid: grid.grid }}
        resetScroll={false}
        data-grid={grid.grid}
        className="flex items-start gap-4 px-4 py-2.5 -outline-offset-2 hover:bg-sunken/60"
      >
        <span className="figures grid h-6 min-w-9 shrink-0 place-items-center rounded bg-sunken px-1.5 text-sm font-semibold">
          {grid.grid}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{grid.name}</span>
          <span className="block text-sm text-pretty text-muted">{explain(grid.grid)}</span>
        </span>
        <span className="num shrink-0 font-medium">
          <Amount value={grid.amount} />
          {grid.in_books !== grid.amount && (
            <span className="block text-sm font-normal text-muted">
              {t.rich('inBooks', { amount: () => <Amount value={grid.in_books} /> })}
            </span>
          )}
        </span>
        <ChevronRight size={16} aria-hidden className="mt-0.5 shrink-0 text-muted max-md:hidden" />
      </Link>
    </li>
  );
}
