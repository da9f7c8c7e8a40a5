import { useState } from 'react';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { SelectField, TextField } from '@/ui/field';

const VAT_NUMBERS = { BE: 'BE0123456749', NL: 'NL810433941B01' };
type Country = keyof typeof VAT_NUMBERS;

/** Whose rules the books of a new company follow, and its VAT number, which must be of that country. */
export function CountryAndVat({ error }: { error: string | undefined }) {
  const t = useT('entrance');
  const names = new Intl.DisplayNames(useFormatLocale(), { type: 'region', fallback: 'code' });
  const [country, setCountry] = useState<Country>('BE');
  return (
    <>
      <SelectField
        label={t('country')}
        name="country"
        autoComplete="country"
        value={country}
        hint={t('countryHint')}
        onChange={(event) => setCountry(event.target.value as Country)}
      >
        {Object.keys(VAT_NUMBERS).map((each) => (
          <option key={each} value={each}>
            {names.of(each)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('vatNumber')}
        name="vat_number"
        autoComplete="off"
        placeholder={VAT_NUMBERS[country]}
        aside={<span className="text-muted">{t('optional')}</span>}
        error={error}
      />
    </>
  );
}
