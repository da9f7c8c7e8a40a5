import { useInfiniteQuery } from '@tanstack/react-query';
import { linkOptions, useNavigate } from '@tanstack/react-router';
import { LayoutTemplate } from 'lucide-react';
import { useDownload } from '@/api/download';
import { listEntryTemplates } from '@/api/gen/sdk.gen';
import type { EntryTemplateRead } from '@/api/gen/types.gen';
import { useListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import type { Column } from '@/ui/list-column';
import { ListPage } from '@/ui/list-page';
import { templatesOptions } from '../queries';

/** What a manual entry can begin with. */
export function TemplatesPage() {
  const t = useT('books');
  const navigate = useNavigate();
  const query = useInfiniteQuery(templatesOptions());
  const download = useDownload((format) =>
    listEntryTemplates({ query: { format }, parseAs: 'blob', throwOnError: true }),
  );
  return (
    <ListPage
      title={t('parts.templates')}
      description={t('templatesText')}
      make={
        useMay()('ledger:post') && { label: t('newTemplate'), run: () => void navigate({ to: '/books/templates/new' }) }
      }
      download={download}
      label={t('parts.templates')}
      state={useListState(query, t('loadFailed'))}
      columns={useTemplateColumns()}
      idOf={(row) => row.id}
      link={(row) => linkOptions({ to: '/books/templates/$templateId', params: { templateId: row.id } })}
      empty={{ icon: LayoutTemplate, title: t('noTemplates'), text: t('noTemplatesText') }}
    />
  );
}

function useTemplateColumns(): Column<EntryTemplateRead>[] {
  const t = useT('books');
  const ledger = useT('ledger');
  return [
    {
      name: 'name',
      header: t('name'),
      phone: 'title',
      cell: (row) => <span className="block truncate font-medium">{row.name}</span>,
    },
    {
      name: 'accounts',
      header: t('accounts'),
      phone: 'below',
      cell: (row) => (
        <span className="figures block truncate text-sm text-muted">
          {[...new Set(row.postings.map((posting) => posting.account_code))].join(' · ')}
        </span>
      ),
    },
    {
      name: 'journal',
      header: t('journal'),
      width: '9rem',
      cell: (row) => <span className="text-sm text-muted">{ledger(`journals.${row.journal}`)}</span>,
    },
  ];
}
