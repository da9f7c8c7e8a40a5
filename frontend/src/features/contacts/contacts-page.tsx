import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, linkOptions } from '@tanstack/react-router';
import { FileUp, Merge, UserPlus, Users } from 'lucide-react';
import { contactsOptions } from '@/api/contacts';
import { useDownload } from '@/api/download';
import { listContacts } from '@/api/gen/sdk.gen';
import { useListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { buttonClass } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import { ListPage } from '@/ui/list-page';
import { SearchField } from '@/ui/search-field';
import { Select } from '@/ui/select';
import { useContactColumns } from './contact-columns';
import { asked, type ContactFilter } from './contact-search';
import { useCountries } from './countries';

const route = getRouteApi('/_app/contacts/');
const TABS = [undefined, 'customer', 'supplier'] as const;

/** Customers and suppliers; the filter is the address. */
export function ContactsPage() {
  const t = useT('contacts');
  const may = useMay();
  const countries = useCountries();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery({ ...contactsOptions(asked(filter)), enabled: may('contacts:read') });
  const { sort, role, ...narrowing } = filter;
  const filtered = Object.values(narrowing).some((value) => value !== undefined);
  const narrow = (change: ContactFilter) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const download = useDownload((format) =>
    listContacts({ query: { ...asked(filter), format }, parseAs: 'blob', throwOnError: true }),
  );
  const writes = may('contacts:write');
  return (
    <ListPage
      title={t('title')}
      allowed={may('contacts:read')}
      make={
        writes && {
          label: t('make'),
          icon: UserPlus,
          run: () => void navigate({ to: '/contacts/new', search: { role } }),
        }
      }
      actions={
        writes && (
          <>
            <Link to="/contacts/duplicates" className={`${buttonClass('secondary')} max-sm:px-2.5`}>
              <Merge size={16} aria-hidden />
              <span className="max-sm:sr-only">{t('duplicates')}</span>
            </Link>
            <Link to="/contacts/import" className={`${buttonClass('secondary')} max-sm:px-2.5`}>
              <FileUp size={16} aria-hidden />
              <span className="max-sm:sr-only">{t('import')}</span>
            </Link>
          </>
        )
      }
      download={download}
      tabs={
        <LinkTabs label={t('byRole')}>
          {TABS.map((one) => (
            <Link
              key={one ?? 'all'}
              to="/contacts"
              search={{ ...filter, role: one }}
              replace
              activeOptions={{ exact: true }}
              className={TAB}
            >
              {t(`tabs.${one ?? 'all'}`)}
            </Link>
          ))}
        </LinkTabs>
      }
      filters={
        <>
          <SearchField shortcut label={t('search')} value={filter.q} onSearch={(q) => narrow({ q })} />
          <Select
            aria-label={t('country')}
            value={filter.country ?? ''}
            onChange={(event) => narrow({ country: event.target.value || undefined })}
            className="w-44 max-md:grow"
          >
            <option value="">{t('everyCountry')}</option>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
          <Checkbox
            checked={filter.status === 'archived'}
            onChange={(on) => narrow({ status: on ? 'archived' : undefined })}
            label={t('showArchived')}
          />
        </>
      }
      label={t('title')}
      state={useListState(query, t('loadFailed'))}
      columns={useContactColumns()}
      idOf={(row) => row.id}
      nameOf={(row) => row.name}
      sort={sort ?? 'name'}
      onSort={(next) => narrow({ sort: next as ContactFilter['sort'] })}
      link={(row) => linkOptions({ to: '/contacts/$contactId', params: { contactId: row.id } })}
      empty={{ icon: Users, title: t('empty'), text: t('emptyText') }}
      narrowed={
        filtered && {
          clear: () => narrow({ q: undefined, country: undefined, status: undefined }),
          title: filter.q ? t('noResult', { q: filter.q }) : t('noneHere'),
        }
      }
    />
  );
}
