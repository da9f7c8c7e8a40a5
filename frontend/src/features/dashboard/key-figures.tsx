import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Dashboard } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { periodOf } from '@/lib/dates';
import { Amount } from '@/ui/amount';

/** Accounts behind the figures (Belgian chart): suppliers, costs, and the larger part of the VAT by its side. */
const SUPPLIERS = '44';
const VAT = { recoverable: '411', due: '451', settled: '411' };
const COSTS = '6';

/** Four figures, each the way to the entries it is made of. */
export function KeyFigures({ figures }: { figures: Dashboard }) {
  const t = useT('dashboard');
  const { currency, today } = figures;
  return (
    <dl className="grid grid-cols-4 gap-4 max-lg:grid-cols-2 max-md:gap-3">
      <Figure label={t('payables')} search={{ account: SUPPLIERS }} note={t('payablesNote')}>
        <Amount value={figures.payables} currency={currency} />
      </Figure>
      <Figure
        label={t('costsThisMonth')}
        search={{ account: COSTS, ...periodOf('this-month', today) }}
        note={
          <>
            {t('lastMonth')} <Amount value={figures.costs_last_month} currency={currency} />
          </>
        }
      >
        <Amount value={figures.costs_this_month} currency={currency} />
      </Figure>
      <Figure
        label={t('costsThisQuarter')}
        search={{ account: COSTS, ...periodOf('this-quarter', today) }}
        note={
          <>
            {t('thisYear')} <Amount value={figures.costs_this_year} currency={currency} />
          </>
        }
      >
        <Amount value={figures.costs_this_quarter} currency={currency} />
      </Figure>
      <Figure
        label={t(`vatSide.${figures.vat_position.side}`)}
        search={{ account: VAT[figures.vat_position.side] }}
        note={t('vatNote')}
      >
        <Amount value={figures.vat_position.amount} currency={currency} />
      </Figure>
    </dl>
  );
}

interface FigureProps {
  label: string;
  note: ReactNode;
  search: { account: string; from?: string; to?: string };
  children: ReactNode;
}

function Figure({ label, note, search, children }: FigureProps) {
  return (
    <div className="relative flex min-w-0 flex-col rounded-lg border border-line bg-surface p-4 hover:border-edge/70 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent max-md:p-3">
      <dt className="text-sm text-muted">
        <Link to="/journal" search={search} className="outline-none after:absolute after:inset-0 after:rounded-lg">
          {label}
        </Link>
      </dt>
      <dd className="mt-1 text-2xl font-semibold tracking-tight max-md:text-xl">{children}</dd>
      <dd className="mt-1 text-sm text-muted">{note}</dd>
    </div>
  );
}
