import { useT } from '@/i18n/i18n';
import { Notice } from '@/ui/notice';
import { OwnLacks } from '../lacks';
import type { Totals } from './use-totals';

const OF_COMPANY = 'company.';

/** Which of the company's own fields something said is about. */
export const ofSeller = (field: string | null | undefined): string | null =>
  field?.startsWith(OF_COMPANY) ? field.slice(OF_COMPANY.length) : null;

/** What the company has to tell of itself before this can be issued, as far as is known. */
export const sellerLacks = (totals: Totals): string[] => totals.others.flatMap((one) => ofSeller(one.field) ?? []);

interface SellerMissingProps {
  totals: Totals;
  /** What issuing was refused for just now. */
  refused?: readonly string[] | undefined;
}

/** What the company has to tell of itself before anything is issued: said while it is written, not after. */
export function SellerMissing({ totals, refused = [] }: SellerMissingProps) {
  const t = useT('invoices');
  const fields = new Set([...refused, ...sellerLacks(totals)]);
  if (fields.size === 0) return null;
  return (
    <Notice alert={refused.length > 0} tone={refused.length > 0 ? 'bad' : 'warn'} title={t('incomplete')}>
      <OwnLacks fields={[...fields]} />
    </Notice>
  );
}
