import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { BookOpen } from 'lucide-react';
import { useMemo } from 'react';
import { useAccountChoices } from '@/api/accounts';
import { useStanding } from '@/api/anomalies';
import { useDownload } from '@/api/download';
import { listEntries } from '@/api/gen/sdk.gen';
import { useListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { tagChoicesOptions } from '@/api/tags';
import { useT } from '@/i18n/i18n';
import { Combobox } from '@/ui/combobox';
import { ListPage } from '@/ui/list-page';
import { PeriodPicker } from '@/ui/period-picker';
import { SearchField } from '@/ui/search-field';
import { Select } from '@/ui/select';
import { EntryDetail, useEntryColumns } from './entry-list';
import { JOURNALS, type JournalFilter, type JournalName } from './ledger-search';
import { asked, entriesOptions } from './queries';

const route = getRouteApi('/_app/journal/');

/** Everything that was booked; the filter is the address, so it can be kept and sent. */
export function JournalPage() {
  const t = useT('ledger');
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(entriesOptions(filter));
  const state = useListState(query, t('loadFailed'));
  const standing = useStanding(state.rows.map((entry) => entry.id));
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const search = (change: JournalFilter) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const download = useDownload((format) =>
    listEntries({ query: { ...asked(filter), format }, parseAs: 'blob', throwOnError: true }),
  );
  return (
    <ListPage
      title={t('journal')}
      make={useMay()('ledger:post') && { label: t('newEntry'), run: () => void navigate({ to: '/journal/new' }) }}
      download={download}
      filters={
        <>
          <PeriodPicker value={filter} onChange={({ from, to }) => search({ from, to })} />
          <Select
            aria-label={t('journalOf')}
            value={filter.journal ?? ''}
            onChange={(event) => search({ journal: (event.target.value as JournalName) || undefined })}
            className="w-40"
          >
            <option value="">{t('allJournals')}</option>
            {JOURNALS.map((name) => (
              <option key={name} value={name}>
                {t(`journals.${name}`)}
              </option>
            ))}
          </Select>
          <div className="w-72 max-md:w-full">
            <AccountFilter value={filter.account} onChange={(account) => search({ account })} />
          </div>
          {filter.tag && <TagFilter id={filter.tag} onChange={(tag) => search({ tag })} />}
          <SearchField label={t('search')} value={filter.q} onSearch={(q) => search({ q })} />
        </>
      }
      label={t('journal')}
      state={state}
      columns={useEntryColumns(standing)}
      idOf={(entry) => entry.id}
      detail={(entry) => <EntryDetail entry={entry} standing={standing.get(entry.id)} />}
      empty={{ icon: BookOpen, title: t('empty'), text: t('emptyText') }}
      narrowed={
        filtered && {
          clear: () => void navigate({ search: {}, replace: true }),
          title: t('noResult'),
          text: t('noResultText'),
        }
      }
    />
  );
}

/** Accounts to choose from; a code that is only a beginning ("6": all costs) is shown as such. */
function AccountFilter({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (code: string | undefined) => void;
}) {
  const t = useT('ledger');
  const { choices, ...search } = useAccountChoices();
  const all = useMemo(() => {
    const known = !value || choices.some((choice) => choice.value === value);
    return known ? choices : [{ value, label: t('accountsFrom', { code: value }) }, ...choices];
  }, [choices, value, t]);
  return (
    <Combobox
      label={t('accountFilter')}
      placeholder={t('allAccounts')}
      choices={all}
      {...search}
      value={value ?? null}
      clearable
      onChange={(code) => onChange(code ?? undefined)}
    />
  );
}

/** There while the list was opened from the result of a tag. */
function TagFilter({ id, onChange }: { id: string; onChange: (id: string | undefined) => void }) {
  const t = useT('ledger');
  const tags = useQuery(tagChoicesOptions()).data;
  const choices = useMemo(() => (tags ?? []).map((tag) => ({ value: tag.id, label: tag.name })), [tags]);
  return (
    <div className="w-48 max-md:w-full">
      <Combobox
        label={t('taggedWith')}
        choices={choices}
        value={id}
        clearable
        onChange={(tag) => onChange(tag ?? undefined)}
      />
    </div>
  );
}
