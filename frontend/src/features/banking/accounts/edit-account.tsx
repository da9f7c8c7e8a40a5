import { Archive, ArchiveRestore } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { BankAccountRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { useSayFailure } from '../use-say';
import { useReviseBankAccount } from './mutations';

/** Another name for a bank account, or out of use and back. Its number is what it is. */
export function EditAccount({ account, onClose }: { account: BankAccountRead; onClose: () => void }) {
  const t = useT('banking');
  const common = useT('common');
  const sayFailure = useSayFailure();
  const revise = useReviseBankAccount();
  const [name, setName] = useState(account.name);

  const put = (version: number, away: boolean) =>
    revise.mutate(
      { id: account.id, version, change: { archived: away } },
      {
        onError: sayFailure,
        onSuccess: (now) => {
          toast({
            tone: 'done',
            title: t(away ? 'accountArchived' : 'accountRestored', { name: now.name }),
            action: { label: t('undo'), run: () => put(now.version, !away) },
          });
          onClose();
        },
      },
    );

  function save(event: FormEvent) {
    event.preventDefault();
    if (!name.trim()) return;
    revise.mutate(
      { id: account.id, version: account.version, change: { name: name.trim() } },
      { onError: sayFailure, onSuccess: onClose },
    );
  }

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <TextField
        label={t('accountName')}
        value={name}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
        error={name.trim() ? undefined : t('nameMissing')}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button
          variant="quiet"
          className="mr-auto"
          icon={account.archived_at ? ArchiveRestore : Archive}
          onClick={() => put(account.version, !account.archived_at)}
        >
          {t(account.archived_at ? 'restore' : 'archive')}
        </Button>
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={revise.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
