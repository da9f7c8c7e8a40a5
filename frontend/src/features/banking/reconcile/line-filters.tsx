import type { BankAccountRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { FilterBar } from '@/ui/filter-bar';
import { SearchField } from '@/ui/search-field';
import { Select } from '@/ui/select';
import type { ReconcileFilter } from '../bank-search';

interface LineFiltersProps {
  filter: ReconcileFilter;
  accounts: readonly BankAccountRead[];
  onChange: (change: ReconcileFilter) => void;
}

/** Which lines, and in which order. */
export function LineFilters({ filter, accounts, onChange }: LineFiltersProps) {
  const t = useT('banking');
  const narrowed = Boolean(filter.q || filter.account || filter.direction);
  return (
    <FilterBar onClear={narrowed && (() => onChange({ q: undefined, account: undefined, direction: undefined }))}>
      <SearchField label={t('searchLines')} value={filter.q} onSearch={(q) => onChange({ q })} />
      {accounts.length > 1 && (
        <Select
          aria-label={t('account')}
          value={filter.account ?? ''}
          onChange={(event) => onChange({ account: event.target.value || undefined })}
          className="w-48 max-md:grow"
        >
          <option value="">{t('everyAccount')}</option>
          {accounts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <Select
        aria-label={t('direction')}
        value={filter.direction ?? ''}
        onChange={(event) => onChange({ direction: (event.target.value || undefined) as ReconcileFilter['direction'] })}
        className="w-40 max-md:hidden"
      >
        <option value="">{t('bothDirections')}</option>
        <option value="in">{t('moneyIn')}</option>
        <option value="out">{t('moneyOut')}</option>
      </Select>
      <Select
        aria-label={t('order')}
        value={filter.order ?? ''}
        onChange={(event) => onChange({ order: (event.target.value || undefined) as ReconcileFilter['order'] })}
        className="w-40 max-md:hidden"
      >
        <option value="">{t('orders.newest')}</option>
        <option value="oldest">{t('orders.oldest')}</option>
        <option value="largest">{t('orders.largest')}</option>
      </Select>
    </FilterBar>
  );
}
