import { useInfiniteQuery } from '@tanstack/react-query';
import { Download, FileJson, Table2, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { MappingRead } from '@/api/gen/types.gen';
import { useListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button, IconButton } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import { DateText } from '@/ui/date-text';
import type { Column } from '@/ui/list-column';
import { ListPage } from '@/ui/list-page';
import { mappingsOptions } from '../queries';
import { useMakeMapping, useRemoveMapping } from './mutations';
import { sharedMapping, shareMapping } from './shared';

/** What the columns of tables are, as somebody once said: remembered, shared, forgotten. */
export function MappingsPage() {
  const t = useT('banking');
  const may = useMay();
  const query = useInfiniteQuery({ ...mappingsOptions(), enabled: may('banking:read') });
  const [removing, setRemoving] = useState<MappingRead | null>(null);
  const remove = useRemoveMapping();
  const changes = may('banking:import');
  return (
    <ListPage
      title={t('mappings')}
      description={t('mappingsText')}
      allowed={may('banking:read')}
      primary={changes && <TakeOver />}
      label={t('mappings')}
      state={useListState(query, t('mappingsFailed'))}
      columns={useMappingColumns()}
      idOf={(row) => row.id}
      nameOf={(row) => row.name}
      detail={(row) => <Told mapping={row} />}
      {...(changes
        ? {
            menu: (row: MappingRead) => (
              <IconButton label={t('forget', { name: row.name })} icon={Trash2} onClick={() => setRemoving(row)} />
            ),
          }
        : {})}
      empty={{ icon: Table2, title: t('noMappings'), text: t('noMappingsText') }}
    >
      <Confirm
        open={removing !== null}
        onOpenChange={(open) => !open && setRemoving(null)}
        title={t('forgetTitle', { name: removing?.name ?? '' })}
        text={t('forgetText')}
        confirm={t('forgetNow')}
        busy={remove.isPending}
        onConfirm={() => removing && remove.mutate(removing, { onSettled: () => setRemoving(null) })}
      />
    </ListPage>
  );
}

/** Takes over the file of a mapping that somebody shared. */
function TakeOver() {
  const t = useT('banking');
  const input = useRef<HTMLInputElement>(null);
  const make = useMakeMapping();
  async function take(file: File) {
    const shared = sharedMapping(await file.text());
    if (!shared) return void toast({ tone: 'problem', title: t('notAMapping') });
    make.mutate(shared, {
      onSuccess: (made) => toast({ tone: 'done', title: t('mappingTaken', { name: made.name }) }),
    });
  }
  return (
    <>
      <Button icon={FileJson} busy={make.isPending} onClick={() => input.current?.click()}>
        {t('takeOver')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={t('takeOver')}
        tabIndex={-1}
        className="hidden"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) void take(file);
        }}
      />
    </>
  );
}

function Told({ mapping }: { mapping: MappingRead }) {
  const t = useT('banking');
  const said = Object.entries(mapping.mapping.columns).flatMap(([field, own]) =>
    own.map((header) => ({ header, field })),
  );
  return (
    <div className="flex flex-col gap-3">
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1 text-sm max-sm:grid-cols-1">
        {said.map(({ header, field }) => (
          <li key={`${field} ${header}`} className="text-muted">
            {header} → <span className="text-ink">{t(`fields.${field as 'amount'}`)}</span>
          </li>
        ))}
      </ul>
      <div>
        <Button size="sm" icon={Download} onClick={() => shareMapping(mapping)}>
          {t('share')}
        </Button>
      </div>
    </div>
  );
}

function useMappingColumns(): Column<MappingRead>[] {
  const t = useT('banking');
  return [
    {
      name: 'name',
      header: t('mappingName'),
      phone: 'title',
      cell: (row) => <span className="block truncate font-medium">{row.name}</span>,
    },
    {
      name: 'headers',
      header: t('columnsOfFile'),
      width: 'minmax(0, 1.6fr)',
      phone: 'below',
      cell: (row) => <span className="block truncate text-sm text-muted">{row.headers.join(', ')}</span>,
    },
    {
      name: 'created_at',
      header: t('since'),
      width: '8rem',
      cell: (row) => <DateText day={row.created_at.slice(0, 10)} />,
    },
  ];
}
