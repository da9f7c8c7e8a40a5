import { useState } from 'react';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { SelectField, TextField } from '@/ui/field';

const VAT_NUMBERS = { BE: 'BE0123456749', NL: 'NL810433941B01' };
type Country = keyof typeof VAT_NUMBERS;
const COUNTRIES = Object.keys(VAT_NUMBERS) as Country[];

function countryOf(vatNumber: string): Country | undefined {
  const typed = vatNumber.trim().toUpperCase();
  return COUNTRIES.find((each) => typed.startsWith(each));
}

/** Whose rules the books of a new company follow, and its VAT number, which must be of that country: it says which. */
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
        {COUNTRIES.map((each) => (
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
        onChange={(event) => setCountry((chosen) => countryOf(event.target.value) ?? chosen)}
        aside={<span className="text-muted">{t('optional')}</span>}
        error={error}
      />
    </>
  );
}
