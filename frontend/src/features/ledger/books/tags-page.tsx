import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Archive, ArchiveRestore, Pencil, Tags } from 'lucide-react';
import { useState } from 'react';
import { useDownload } from '@/api/download';
import { listTags } from '@/api/gen/sdk.gen';
import type { TagRead } from '@/api/gen/types.gen';
import { useListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { IconButton } from '@/ui/button';
import type { Column } from '@/ui/list-column';
import { ListPage } from '@/ui/list-page';
import { onDemand } from '@/ui/on-demand';
import { SearchField } from '@/ui/search-field';
import { Select } from '@/ui/select';
import type { TagFilter } from './books-search';
import { useReviseTag } from './mutations';
import { askedTags, tagsOptions } from './queries';

const TagDialog = onDemand(() => import('./tag-dialog'));
const route = getRouteApi('/_app/books/tags');

/** Projects, departments, cars: what results are looked at by, besides the accounts. */
export function TagsPage() {
  const t = useT('books');
  const posts = useMay()('ledger:post');
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(tagsOptions(filter));
  const [editing, setEditing] = useState<TagRead | 'new' | null>(null);
  const search = (change: TagFilter) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const download = useDownload((format) =>
    listTags({ query: { ...askedTags(filter), format }, parseAs: 'blob', throwOnError: true }),
  );
  return (
    <ListPage
      title={t('parts.tags')}
      description={t('tagsText')}
      make={posts && { label: t('newTag'), run: () => setEditing('new') }}
      download={download}
      filters={
        <>
          <Select
            aria-label={t('state')}
            value={filter.status ?? 'active'}
            onChange={(event) => search({ status: event.target.value === 'archived' ? 'archived' : undefined })}
            className="w-40"
          >
            <option value="active">{t('inUse')}</option>
            <option value="archived">{t('archived')}</option>
          </Select>
          <SearchField label={t('searchName')} value={filter.q} onSearch={(q) => search({ q })} />
        </>
      }
      label={t('parts.tags')}
      state={useListState(query, t('loadFailed'))}
      columns={useTagColumns()}
      idOf={(row) => row.id}
      menu={posts ? (row) => <TagActions tag={row} onEdit={() => setEditing(row)} /> : undefined}
      empty={{ icon: Tags, title: t('noTags'), text: t('noTagsText') }}
      narrowed={Boolean(filter.status || filter.q) && { clear: () => void navigate({ search: {}, replace: true }) }}
    >
      <TagDialog
        open={editing !== null}
        tag={editing === 'new' || editing === null ? undefined : editing}
        onClose={() => setEditing(null)}
      />
    </ListPage>
  );
}

function useTagColumns(): Column<TagRead>[] {
  const t = useT('books');
  return [
    {
      name: 'name',
      header: t('name'),
      phone: 'title',
      cell: (row) => <span className="block truncate font-medium">{row.name}</span>,
    },
    {
      name: 'dimension',
      header: t('tagKind'),
      phone: 'below',
      cell: (row) => <span className="text-sm text-muted">{row.dimension || '–'}</span>,
    },
  ];
}

function TagActions({ tag, onEdit }: { tag: TagRead; onEdit: () => void }) {
  const t = useT('books');
  const revise = useReviseTag(false);
  const archived = tag.archived_at !== null;
  const put = (seen: number, away: boolean) =>
    revise.mutate(
      { id: tag.id, seen, change: { archived: away } },
      {
        onSuccess: (now) =>
          toast({
            tone: 'done',
            title: t(away ? 'tagArchived' : 'tagRestored', { name: tag.name }),
            action: { label: t('undo'), run: () => put(now.version, !away) },
          }),
      },
    );
  return (
    <span className="-ml-9 flex">
      <IconButton label={t('editTag', { name: tag.name })} icon={Pencil} onClick={onEdit} />
      <IconButton
        label={t(archived ? 'restoreName' : 'archiveName', { name: tag.name })}
        icon={archived ? ArchiveRestore : Archive}
        onClick={() => put(tag.version, !archived)}
      />
    </span>
  );
}
