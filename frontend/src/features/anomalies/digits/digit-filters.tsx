import { useMemo } from 'react';
import { useAccountChoices } from '@/api/accounts';
import { useT } from '@/i18n/i18n';
import { Combobox } from '@/ui/combobox';
import { FilterBar } from '@/ui/filter-bar';
import { PeriodPicker } from '@/ui/period-picker';
import { Select } from '@/ui/select';
import { BOOKS, DIGITS, type DigitFilter } from '../anomaly-search';

interface DigitFiltersProps {
  filter: DigitFilter;
  onChange: (change: DigitFilter) => void;
}

/** Whose amounts, which digits, when, and on which account. */
export function DigitFilters({ filter, onChange }: DigitFiltersProps) {
  const t = useT('anomalies');
  const { choices, ...search } = useAccountChoices();
  const { account } = filter;
  const all = useMemo(() => {
    const known = !account || choices.some((choice) => choice.value === account);
    return known ? choices : [{ value: account, label: t('accountsFrom', { code: account }) }, ...choices];
  }, [choices, account, t]);
  const narrowed = Boolean(filter.from || filter.to || account);
  return (
    <FilterBar onClear={narrowed && (() => onChange({ from: undefined, to: undefined, account: undefined }))}>
      <Select
        aria-label={t('book')}
        value={filter.of ?? 'purchases'}
        onChange={(event) => onChange({ of: event.target.value as DigitFilter['of'] })}
        className="w-44 max-md:grow"
      >
        {BOOKS.map((name) => (
          <option key={name} value={name}>
            {name === 'postings' ? t('allPostings') : t(`books.${name}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('whichDigits')}
        value={filter.digits ?? 'first_two'}
        onChange={(event) => onChange({ digits: event.target.value as DigitFilter['digits'] })}
        className="w-44 max-md:grow"
      >
        {DIGITS.map((name) => (
          <option key={name} value={name}>
            {t(`digitKinds.${name}`)}
          </option>
        ))}
      </Select>
      <PeriodPicker value={filter} onChange={({ from, to }) => onChange({ from, to })} />
      <div className="w-64 max-md:w-full">
        <Combobox
          label={t('account')}
          placeholder={t('everyAccount')}
          choices={all}
          {...search}
          value={account ?? null}
          clearable
          onChange={(code) => onChange({ account: code ?? undefined })}
        />
      </div>
    </FilterBar>
  );
}
