import { Link } from '@tanstack/react-router';
import type { Periods } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Notice } from '@/ui/notice';

/** Why this company files no return, and where that is mended when it is only its VAT number that is missing. */
export function NoReturns({ why }: { why: NonNullable<Periods['why_none']> }) {
  const t = useT('vat');
  return (
    <Notice tone={why === 'no_vat_number' ? 'warn' : 'neutral'} title={t('noReturns')}>
      {t(`whyNone.${why}`)}
      {why === 'no_vat_number' && (
        <Link
          to="/settings/company"
          className="mt-1 block w-fit rounded font-medium text-accent underline-offset-2 hover:underline"
        >
          {t('addNumber')}
        </Link>
      )}
    </Notice>
  );
}
