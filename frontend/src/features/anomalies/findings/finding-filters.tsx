import { useT } from '@/i18n/i18n';
import { FilterBar } from '@/ui/filter-bar';
import { PeriodPicker } from '@/ui/period-picker';
import { SearchField } from '@/ui/search-field';
import { Select } from '@/ui/select';
import { BOOKS, type FindingFilter, ORDERS } from '../anomaly-search';
import { FAMILIES, FAMILY_NAMES } from '../asked';

interface FindingFiltersProps {
  filter: FindingFilter;
  onChange: (change: FindingFilter) => void;
}

/** Which findings, and in which order. */
export function FindingFilters({ filter, onChange }: FindingFiltersProps) {
  const t = useT('anomalies');
  const narrowed = Boolean(filter.q || filter.control || filter.book || filter.from || filter.to);
  const clear = () => onChange({ q: undefined, control: undefined, book: undefined, from: undefined, to: undefined });
  return (
    <FilterBar onClear={narrowed && clear}>
      <SearchField label={t('search')} value={filter.q} onSearch={(q) => onChange({ q })} />
      <PeriodPicker value={filter} onChange={({ from, to }) => onChange({ from, to })} />
      <Select
        aria-label={t('control')}
        value={filter.control ?? ''}
        onChange={(event) => onChange({ control: event.target.value || undefined })}
        className="w-52 max-md:w-36 max-md:grow"
      >
        <option value="">{t('everyControl')}</option>
        {FAMILY_NAMES.map((family) => (
          <optgroup key={family} label={t(`groups.${family}`)}>
            {FAMILIES[family].map((name) => (
              <option key={name} value={name}>
                {t(`names.${name}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
      <Select
        aria-label={t('book')}
        value={filter.book ?? ''}
        onChange={(event) => onChange({ book: (event.target.value || undefined) as FindingFilter['book'] })}
        className="w-40 max-md:w-32 max-md:grow"
      >
        <option value="">{t('everyBook')}</option>
        {BOOKS.map((name) => (
          <option key={name} value={name}>
            {t(`books.${name}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('order')}
        value={filter.order ?? ''}
        onChange={(event) => onChange({ order: (event.target.value || undefined) as FindingFilter['order'] })}
        className="w-48 max-md:hidden"
      >
        <option value="">{t('orders.score')}</option>
        {ORDERS.map((name) => (
          <option key={name} value={name}>
            {t(`orders.${name}`)}
          </option>
        ))}
      </Select>
    </FilterBar>
  );
}
