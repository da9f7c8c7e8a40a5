import { Archive, ArchiveRestore, Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import { LANGUAGE_NAMES, LOCALES, type Locale, useLocale, useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import type { AccountEdit } from './account-line';
import { useMakeAccount, useReviseAccount } from './mutations';

interface AccountDialogProps {
  open: boolean;
  edit: AccountEdit;
  onBelow: (code: string) => void;
  onClose: () => void;
}

export default function AccountDialog({ open, edit, onBelow, onClose }: AccountDialogProps) {
  const t = useT('ledger');
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={
        edit.account
          ? `${edit.account.code} ${edit.account.name}`
          : edit.below
            ? t('addBelow', { code: edit.below })
            : t('addAccount')
      }
      text={edit.account ? undefined : t('accountText')}
      wide={Boolean(edit.account)}
    >
      <AccountForm key={edit.below ?? edit.account?.id} edit={edit} onBelow={onBelow} onClose={onClose} />
    </Dialog>
  );
}

function AccountForm({ edit, onBelow, onClose }: Omit<AccountDialogProps, 'open'>) {
  const t = useT('ledger');
  const common = useT('common');
  const locale = useLocale();
  const make = useMakeAccount();
  const revise = useReviseAccount(true);
  const { account } = edit;
  const [code, setCode] = useState(edit.below ?? '');
  const [names, setNames] = useState<Partial<Record<Locale, string>>>(account?.names ?? {});
  const [tried, setTried] = useState(false);
  const sent = account ? revise : make;
  const { byField, rest } = useFormErrors(sent.error, ['code', 'names']);
  const languages = [locale, ...LOCALES.filter((other) => other !== locale)];
  const given = Object.fromEntries(
    Object.entries(names).flatMap(([language, name]) => (name?.trim() ? [[language, name.trim()]] : [])),
  );
  const wrongCode = /^\d{2,10}$/.test(code) ? undefined : t('codeMissing');

  function save(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (Object.keys(given).length === 0) return;
    const done = (saved: { code: string }) => {
      toast({ tone: 'done', title: t('accountSaved', { code: saved.code }) });
      onClose();
    };
    if (account)
      revise.mutate({ id: account.id, seen: account.version, change: { names: given } }, { onSuccess: done });
    else if (!wrongCode) make.mutate({ code, names: given }, { onSuccess: done });
  }

  const put = (id: string, version: number, away: boolean) =>
    revise.mutate(
      { id, seen: version, change: { archived: away } },
      {
        onSuccess: (now) => {
          toast({
            tone: 'done',
            title: t(away ? 'accountArchived' : 'accountRestored', { code: now.code }),
            action: { label: t('undo'), run: () => put(id, now.version, !away) },
          });
          onClose();
        },
      },
    );

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      {!account && (
        <TextField
          label={t('code')}
          inputMode="numeric"
          value={code}
          maxLength={10}
          autoComplete="off"
          onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
          error={tried && wrongCode ? wrongCode : byField.code}
        />
      )}
      {languages.map((language, at) => (
        <TextField
          key={language}
          label={`${t('accountName')} (${LANGUAGE_NAMES[language]})`}
          value={names[language] ?? ''}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setNames((now) => ({ ...now, [language]: event.target.value }))}
          error={at === 0 ? (tried && Object.keys(given).length === 0 ? t('nameMissing') : byField.names) : undefined}
        />
      ))}
      <FormProblem messages={rest} />
      <div className="flex flex-wrap justify-end gap-2">
        {account && (
          <span className="mr-auto flex gap-1">
            <Button variant="quiet" icon={Plus} onClick={() => onBelow(account.code)}>
              {t('addBelow', { code: account.code })}
            </Button>
            <Button
              variant="quiet"
              icon={account.archived_at ? ArchiveRestore : Archive}
              onClick={() => put(account.id, account.version, !account.archived_at)}
            >
              {t(account.archived_at ? 'restore' : 'archive')}
            </Button>
          </span>
        )}
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={sent.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
