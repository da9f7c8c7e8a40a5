import { Info } from 'lucide-react';
import type { CategoryRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';

/** How a source names the codes; articles stay as they are cited. */
const CODES = [
  ['ITC 1992', 'incomeTax'],
  ['VAT Code', 'vat'],
] as const;

/** What the law says of this kind of expense: how much of the VAT and of the cost counts. */
export function CategoryNote({ category }: { category: CategoryRead }) {
  const t = useT('expenses');
  const lawIn = (source: string) => CODES.reduce((text, [name, key]) => text.replaceAll(name, t(`law.${key}`)), source);
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
        <p>{vat}</p>
        <p>{tax}</p>
        <p className="mt-1 text-muted">
          {t('account')} <span className="figures">{category.account_code}</span>
          {category.source && ` · ${lawIn(category.source)}`}
        </p>
      </div>
    </div>
  );
}
