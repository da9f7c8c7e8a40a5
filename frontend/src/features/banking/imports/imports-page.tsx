import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, linkOptions } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { useListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { ListPage } from '@/ui/list-page';
import { SearchField } from '@/ui/search-field';
import { Select } from '@/ui/select';
import { askedImports, type ImportFilter, STATUSES } from '../bank-search';
import { importsOptions } from '../queries';
import { ChooseStatements } from './choose-statements';
import { ImportAll } from './import-all';
import { useImportColumns } from './import-columns';
import { WhichFile } from './teach';
import { UploadList } from './upload-list';

const route = getRouteApi('/_app/bank/imports/');

/** Files of the bank: what each holds and what became of it. */
export function ImportsPage() {
  const t = useT('banking');
  const may = useMay();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery({ ...importsOptions(askedImports(filter)), enabled: may('banking:read') });
  const state = useListState(query, t('importsFailed'));
  const narrow = (change: ImportFilter) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const waiting = state.rows.filter((row) => row.is_ready);
  return (
    <ListPage
      title={t('imports')}
      allowed={may('banking:read')}
      primary={<ChooseStatements />}
      lead={
        <>
          <UploadList />
          {waiting.length > 1 && <ImportAll waiting={waiting} />}
        </>
      }
      filters={
        <>
          <SearchField label={t('searchImports')} value={filter.q} onSearch={(q) => narrow({ q })} />
          <Select
            aria-label={t('state')}
            value={filter.status ?? ''}
            onChange={(event) => narrow({ status: (event.target.value || undefined) as ImportFilter['status'] })}
            className="w-48 max-md:grow"
          >
            <option value="">{t('everyState')}</option>
            {STATUSES.map((one) => (
              <option key={one} value={one}>
                {t(`states.${one}`)}
              </option>
            ))}
          </Select>
        </>
      }
      label={t('imports')}
      state={state}
      columns={useImportColumns()}
      idOf={(row) => row.id}
      nameOf={(row) => row.filename}
      link={(row) => linkOptions({ to: '/bank/imports/$importId', params: { importId: row.id } })}
      empty={{ icon: FileUp, title: t('noImports'), text: t('noImportsText'), action: <ChooseStatements /> }}
      narrowed={Boolean(filter.q || filter.status) && { clear: () => narrow({ q: undefined, status: undefined }) }}
    >
      <div className="mt-4">
        <WhichFile open={state.rows.length === 0 && !state.pending && !filter.q && !filter.status} />
      </div>
    </ListPage>
  );
}
