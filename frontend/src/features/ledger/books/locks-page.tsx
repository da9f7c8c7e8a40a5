import { useQuery } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { useState } from 'react';
import type { JournalRead } from '@/api/gen/types.gen';
import { useWholeListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { DateInput } from '@/ui/date-field';
import { DateText } from '@/ui/date-text';
import type { Column } from '@/ui/list-column';
import { ListPage } from '@/ui/list-page';
import { journalsOptions } from '../queries';
import { useLockJournal } from './mutations';

/** Until when each journal takes no more entries; the database itself keeps to it. */
export function LocksPage() {
  const t = useT('books');
  const query = useQuery(journalsOptions());
  return (
    <ListPage
      title={t('parts.locks')}
      description={t('locksText')}
      label={t('parts.locks')}
      state={useWholeListState<JournalRead>(query, t('loadFailed'))}
      columns={useLockColumns()}
      idOf={(row) => row.journal}
      empty={{ icon: Lock, title: t('parts.locks') }}
    />
  );
}

function useLockColumns(): Column<JournalRead>[] {
  const t = useT('books');
  const ledger = useT('ledger');
  return [
    {
      name: 'journal',
      header: t('journal'),
      phone: 'title',
      cell: (row) => (
        <span>
          <span className="block font-medium">{ledger(`journals.${row.journal}`)}</span>
          <span className="block text-sm text-muted">{t('entryCount', { count: row.entries })}</span>
        </span>
      ),
    },
    {
      name: 'latest',
      header: t('latestEntry'),
      width: '9rem',
      cell: (row) => <DateText day={row.latest_on} />,
    },
    {
      name: 'vat',
      header: t('vatClosedUntil'),
      width: '9rem',
      cell: (row) => <DateText day={row.vat_closed_until} />,
    },
    {
      name: 'locked',
      header: t('lockedUntil'),
      width: '20rem',
      phone: 'below',
      cell: (row) => <LockField key={row.version} journal={row} />,
    },
  ];
}

function LockField({ journal }: { journal: JournalRead }) {
  const t = useT('books');
  const ledger = useT('ledger');
  const may = useMay();
  const lock = useLockJournal();
  const [until, setUntil] = useState(journal.locked_until);
  if (!may('ledger:lock')) return <DateText day={journal.locked_until} />;
  const name = ledger(`journals.${journal.journal}`);

  function set(day: string | null) {
    lock.mutate(
      { journal: journal.journal, until: day, seen: journal.version },
      {
        onSuccess: (now) =>
          toast({
            tone: 'done',
            title: t(now.locked_until ? 'lockedToast' : 'unlockedToast', { journal: name }),
            action: {
              label: t('undo'),
              run: () => lock.mutate({ journal: now.journal, until: journal.locked_until, seen: now.version }),
            },
          }),
      },
    );
  }

  return (
    <span className="flex items-center gap-2">
      <span className="w-36">
        <DateInput label={t('lockUntilOf', { journal: name })} value={until} onChange={setUntil} />
      </span>
      <Button size="sm" busy={lock.isPending} disabled={until === journal.locked_until} onClick={() => set(until)}>
        {t(until || !journal.locked_until ? 'lock' : 'unlock')}
      </Button>
    </span>
  );
}
