import { begins, useBooksAccounts } from '@/api/me';
import { useTreatments } from '@/api/vat';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { formatRate, trimmed } from '@/lib/money';
import { Select } from '@/ui/select';

/** VAT is taken out of a cost or a sale; an amount that goes anywhere else holds none. */
export function useBearsVat(): (code: string | null) => boolean {
  const { with_vat } = useBooksAccounts() ?? {};
  return (code) => begins(code ?? '', with_vat);
}

interface VatInProps {
  label: string;
  /** The account of the books that the amount goes to. */
  code: string | null;
  /** Per cent; null is none. */
  value: string | null;
  onChange: (rate: string | null) => void;
}

/** How much VAT an amount holds; it is only asked where the account can bear it. */
export function VatIn({ label, code, value, onChange }: VatInProps) {
  const t = useT('banking');
  const locale = useFormatLocale();
  const bearsVat = useBearsVat();
  const domestic = useTreatments().find(({ treatment }) => treatment === 'domestic');
  if (!bearsVat(code)) return null;
  const rates = new Set((domestic?.sale_rates ?? []).map((rate) => trimmed(rate)).filter((rate) => rate !== '0'));
  if (value) rates.add(trimmed(value));
  return (
    <Select
      aria-label={label}
      value={value ? trimmed(value) : ''}
      onChange={(event) => onChange(event.target.value || null)}
    >
      <option value="">{t('holdsNoVat')}</option>
      {[...rates].map((rate) => (
        <option key={rate} value={rate}>
          {t('holdsVat', { rate: formatRate(rate, locale) })}
        </option>
      ))}
    </Select>
  );
}
