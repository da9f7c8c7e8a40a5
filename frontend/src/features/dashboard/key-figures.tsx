import { Link, type LinkProps, linkOptions } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Dashboard, Overdue } from '@/api/gen/types.gen';
import { useBooksAccounts } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';

/** Four figures, each the way to what it is made of. */
export function KeyFigures({ figures }: { figures: Dashboard }) {
  const t = useT('dashboard');
  const books = useBooksAccounts();
  const { currency, vat_period: vat } = figures;
  return (
    <dl className="grid grid-cols-4 gap-4 max-lg:grid-cols-2 max-md:gap-3">
      <Figure
        label={t('cash')}
        link={linkOptions({ to: '/reports/general-ledger', search: { account: books?.banks.join(',') } })}
        note={t('cashNote')}
      >
        <Amount value={figures.cash} currency={currency} signed />
      </Figure>
      <Figure
        label={t('receivables')}
        link={linkOptions({ to: '/reports/aged-receivables' })}
        note={<Late overdue={figures.receivables_overdue} currency={currency} />}
      >
        <Amount value={figures.receivables} currency={currency} />
      </Figure>
      <Figure
        label={t('payables')}
        link={linkOptions({ to: '/reports/aged-payables' })}
        note={<Late overdue={figures.payables_overdue} currency={currency} />}
      >
        <Amount value={figures.payables} currency={currency} />
      </Figure>
      <Figure
        label={t(`vatSide.${vat.side}`)}
        link={linkOptions({ to: '/vat' })}
        note={
          vat.deadline ? (
            <>
              {t(vat.side === 'recoverable' ? 'vatFileBy' : 'vatDeadline')} <DateText day={vat.deadline} />
            </>
          ) : (
            t('vatNote')
          )
        }
      >
        <Amount value={vat.amount} currency={currency} />
      </Figure>
    </dl>
  );
}

/** How much of it is past its day; said in words, not by colour alone. */
function Late({ overdue, currency }: { overdue: Overdue; currency: string }) {
  const t = useT('dashboard');
  if (overdue.count === 0) return t('nothingLate');
  return (
    <span className="text-neg">
      {t('late', { count: overdue.count })} <Amount value={overdue.amount} currency={currency} />
    </span>
  );
}

interface FigureProps {
  label: string;
  note: ReactNode;
  link: LinkProps;
  children: ReactNode;
}

function Figure({ label, note, link, children }: FigureProps) {
  return (
    <div className="relative flex min-w-0 flex-col rounded-lg border border-line bg-surface p-4 hover:border-edge/70 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent max-md:p-3">
      <dt className="text-sm text-muted">
        <Link {...link} className="outline-none after:absolute after:inset-0 after:rounded-lg">
          {label}
        </Link>
      </dt>
      <dd className="mt-1 text-2xl font-semibold tracking-tight max-md:text-xl">{children}</dd>
      <dd className="mt-1 text-sm text-muted">{note}</dd>
    </div>
  );
}
