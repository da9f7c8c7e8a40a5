import { Info } from 'lucide-react';
import type { CategoryRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { CarLink } from './car-link';
import { lawIn } from './law';

/** What the law says of this kind of expense: how much of the VAT and of the cost counts. */
export function CategoryNote({ category, on }: { category: CategoryRead; on: string | undefined }) {
  const t = useT('expenses');
  const vat =
    category.vat_percent === '100'
      ? t('vatWhole')
      : category.vat_percent === '0'
        ? t('vatNone')
        : t('vatPart', { percent: category.vat_percent });
  const tax =
    category.tax_percent === null
      ? t('taxDepends')
      : category.tax_percent === '100'
        ? t('taxWhole')
        : category.tax_percent === '0'
          ? t('taxNone')
          : t('taxPart', { percent: category.tax_percent });
  return (
    <div className="flex gap-2.5 rounded-md bg-sunken/70 px-3 py-2.5 text-sm">
      <Info size={15} aria-hidden className="mt-0.5 shrink-0 text-accent" />
      <div>
        <p>
          {vat}
          {category.limit_each && (
            <>
              {' '}
              {t('limitEach')} <Amount value={category.limit_each} currency="EUR" />.
            </>
          )}
        </p>
        <p>
          {tax}
          <CarLink percent={category.tax_percent} on={on} />
        </p>
        <p className="mt-1 text-muted">
          {t('account')} <span className="figures">{category.account_code}</span>
          {category.source && ` · ${lawIn(category.source, t)}`}
        </p>
      </div>
    </div>
  );
}
