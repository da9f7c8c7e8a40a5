import type { BookingLine } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { isZero, trimmed } from '@/lib/money';
import { Amount } from '@/ui/amount';

const WHOLE = '100';

/** The lines of the purchase: one per VAT rate and account, with how much of its VAT is deducted there. */
export function BookedLines({ lines }: { lines: readonly BookingLine[] }) {
  const t = useT('review');
  const of = useT('treatment.name');
  return (
    <table className="mb-3 w-full text-sm">
      <caption className="pb-1 text-left text-xs font-medium text-muted">{t('bookedLines')}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('costAccount')}</th>
          <th scope="col">{t('base')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be alike in all they say
          <tr key={index} className="border-b border-line last:border-0">
            <td className="py-1.5">
              <span className="figures text-muted">{line.account_code}</span> {line.account_name}
              <span className="block text-xs text-muted">
                {[
                  t('vatAt', { rate: trimmed(line.vat_rate) }),
                  line.treatment !== 'domestic' && of(line.treatment),
                  line.treatment === 'not_deductible'
                    ? null
                    : isZero(line.deductible_percent)
                      ? t('notDeducted')
                      : trimmed(line.deductible_percent) !== WHOLE &&
                        t('deductedPart', { percent: trimmed(line.deductible_percent) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </td>
            <td className="num py-1.5 pl-3 align-top">
              <Amount value={line.net_amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
