import { useQuery } from '@tanstack/react-query';
import { contactOptions } from '@/api/contacts';
import { useT } from '@/i18n/i18n';
import { Only } from '@/ui/only';
import { PeriodPicker } from '@/ui/period-picker';
import { SearchField } from '@/ui/search-field';
import { Select } from '@/ui/select';
import { type InvoiceFilter, STATES_OF } from '../invoice-search';
import { useStateName } from '../invoice-status';

interface InvoiceFiltersProps {
  filter: InvoiceFilter;
  onChange: (change: InvoiceFilter) => void;
}

/** What narrows a tab: words, days, a state within it, and where both sides stand together, which side. */
export function InvoiceFilters({ filter, onChange }: InvoiceFiltersProps) {
  const t = useT('invoices');
  const { tab = 'sales' } = filter;
  const states = STATES_OF[tab];
  const stateName = useStateName(tab === 'purchases' ? 'purchase' : 'sale');
  const mixed = tab === 'drafts' || tab === 'open' || tab === 'overdue';
  const contact = useQuery({ ...contactOptions(filter.contact ?? ''), enabled: filter.contact !== undefined }).data;
  return (
    <>
      <SearchField label={t('search')} value={filter.q} onSearch={(q) => onChange({ q })} />
      <PeriodPicker value={filter} onChange={({ from, to }) => onChange({ from, to })} />
      {states.length > 0 && (
        <Select
          aria-label={t('status')}
          value={filter.status ?? ''}
          onChange={(event) => onChange({ status: (event.target.value || undefined) as InvoiceFilter['status'] })}
          className="w-40 max-md:grow"
        >
          <option value="">{t('everyState')}</option>
          {states.map((state) => (
            <option key={state} value={state}>
              {stateName(state)}
            </option>
          ))}
        </Select>
      )}
      {mixed && (
        <Select
          aria-label={t('side')}
          value={filter.direction ?? ''}
          onChange={(event) => onChange({ direction: (event.target.value || undefined) as InvoiceFilter['direction'] })}
          className="w-52 max-md:grow"
        >
          <option value="">{t('bothSides')}</option>
          <option value="sale">{t('tabs.sales')}</option>
          <option value="purchase">{t('tabs.purchases')}</option>
        </Select>
      )}
      {filter.contact && (
        <Only
          label={t('onlyContact', { name: contact?.name ?? '…' })}
          onClear={() => onChange({ contact: undefined })}
        />
      )}
      {filter.due && <Only label={t('onlyDueSoon')} onClear={() => onChange({ due: undefined })} />}
    </>
  );
}
