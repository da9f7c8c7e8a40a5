import { Archive, ArchiveRestore } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { BankAccountRead } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { useSay, useSayFailure } from '../use-say';
import { useReviseBankAccount } from './mutations';

/** Another name for a bank account, its number corrected as long as it has no lines, or out of use and back. */
export function EditAccount({ account, onClose }: { account: BankAccountRead; onClose: () => void }) {
  const t = useT('banking');
  const common = useT('common');
  const say = useSay();
  const sayFailure = useSayFailure();
  const revise = useReviseBankAccount();
  const [name, setName] = useState(account.name);
  const [number, setNumber] = useState(account.number);
  const { byField } = useFormErrors(revise.error, ['number']);
  const why = revise.error ? say(asApiError(revise.error).problem.errors[0]) : undefined;

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
    if (!name.trim() || !number.trim()) return;
    const corrected = number.trim() === account.number ? {} : { number: number.trim() };
    revise.mutate(
      { id: account.id, version: account.version, change: { name: name.trim(), ...corrected } },
      {
        onError: (error) => asApiError(error).problem.errors[0]?.field !== 'number' && sayFailure(error),
        onSuccess: onClose,
      },
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
      <TextField
        label={t('accountNumber')}
        hint={t('accountNumberHint')}
        value={number}
        maxLength={50}
        autoComplete="off"
        spellCheck={false}
        className="figures"
        onChange={(event) => setNumber(event.target.value)}
        error={number.trim() ? byField.number && why : t('numberMissing')}
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
