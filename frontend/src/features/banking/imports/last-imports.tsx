import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, linkOptions } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { useListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { DataList } from '@/ui/data-list';
import { importsOptions } from '../queries';
import { useImportColumns } from './import-columns';

const LATEST = 5;

/** The files that were brought last, and the way to all of them. */
export function LastImports() {
  const t = useT('banking');
  const query = useInfiniteQuery({ ...importsOptions({}), enabled: useMay()('banking:read') });
  const state = useListState(query, t('importsFailed'));
  const columns = useImportColumns();
  if (state.rows.length === 0) return null;
  return (
    <section aria-labelledby="last-imports">
      <header className="mb-1.5 flex items-baseline justify-between gap-3">
        <h2 id="last-imports" className="text-sm font-semibold">
          {t('lastImports')}
        </h2>
        <Link to="/bank/imports" className="text-sm font-medium text-accent hover:underline">
          {t('allImports')}
        </Link>
      </header>
      <DataList
        label={t('lastImports')}
        state={{ ...state, rows: state.rows.slice(0, LATEST), more: { ...state.more, has: false } }}
        columns={columns}
        idOf={(row) => row.id}
        link={(row) => linkOptions({ to: '/bank/imports/$importId', params: { importId: row.id } })}
        empty={{ icon: FileUp, title: t('noImports') }}
      />
    </section>
  );
}
