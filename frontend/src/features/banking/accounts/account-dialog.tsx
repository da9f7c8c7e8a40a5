import { type FormEvent, useState } from 'react';
import { useAccountChoices } from '@/api/accounts';
import { useFormErrors } from '@/api/form-errors';
import type { BankAccountRead } from '@/api/gen/types.gen';
import { begins, useBooksAccounts, useCurrency } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Combobox } from '@/ui/combobox';
import { Dialog } from '@/ui/dialog';
import { Field, TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { useSay } from '../use-say';
import { EditAccount } from './edit-account';
import { useMakeBankAccount } from './mutations';

interface Proposed {
  name: string;
  number: string;
  currency: string | null;
}

interface AccountDialogProps {
  open: boolean;
  account?: BankAccountRead | undefined;
  /** What a statement says of an account that is not here. */
  proposed?: Proposed;
  onClose: () => void;
}

/** Adds a bank account, or names it otherwise and puts it away. */
export default function AccountDialog({ open, account, proposed, onClose }: AccountDialogProps) {
  const t = useT('banking');
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t(account ? 'editAccount' : 'addAccount')}
      text={account ? account.number : t('addAccountText')}
    >
      {account ? <EditAccount account={account} onClose={onClose} /> : <Make proposed={proposed} onClose={onClose} />}
    </Dialog>
  );
}

function Make({ proposed, onClose }: { proposed: Proposed | undefined; onClose: () => void }) {
  const t = useT('banking');
  const common = useT('common');
  const say = useSay();
  const books = useCurrency();
  const mirrors = useBooksAccounts()?.banks;
  const make = useMakeBankAccount();
  const { choices, found, searching, onSearch } = useAccountChoices();
  const [name, setName] = useState(proposed?.name ?? '');
  const [number, setNumber] = useState(proposed?.number ?? '');
  const [currency, setCurrency] = useState(proposed?.currency ?? books);
  const [code, setCode] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const { byField, rest } = useFormErrors(make.error, ['name', 'number', 'currency', 'account_code']);
  // One thing at most is wrong with what the form lets through: said in the bank's own words.
  const why = make.error ? say(asApiError(make.error).problem.errors[0]) : undefined;

  function save(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!name.trim() || !number.trim()) return;
    make.mutate(
      { name: name.trim(), number: number.trim(), currency: currency.toUpperCase(), account_code: code },
      {
        onSuccess: (made) => {
          toast({ tone: 'done', title: t('accountAdded', { name: made.name }) });
          onClose();
        },
      },
    );
  }

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <TextField
        label={t('accountName')}
        placeholder={t('accountNameHint')}
        value={name}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
        error={tried && !name.trim() ? t('nameMissing') : byField.name}
      />
      <div className="grid grid-cols-[minmax(0,1fr)_6rem] gap-4">
        <TextField
          label={t('accountNumber')}
          value={number}
          maxLength={50}
          autoComplete="off"
          spellCheck={false}
          className="figures"
          onChange={(event) => setNumber(event.target.value)}
          error={tried && !number.trim() ? t('numberMissing') : byField.number && why}
        />
        <TextField
          label={t('currency')}
          value={currency}
          maxLength={3}
          autoComplete="off"
          onChange={(event) => setCurrency(event.target.value.toUpperCase())}
          error={byField.currency}
        />
      </div>
      <Field label={t('ledgerAccount')} hint={t('ledgerAccountHint')} error={byField.account_code && why}>
        {(ids) => (
          <Combobox
            id={ids.id}
            describedBy={ids['aria-describedby']}
            choices={choices.filter((one) => begins(one.value, mirrors))}
            found={found}
            searching={searching}
            onSearch={onSearch}
            value={code}
            onChange={setCode}
            placeholder={t('ledgerAccountNew')}
            clearable
          />
        )}
      </Field>
      <FormProblem messages={rest.length > 0 && why ? [why] : []} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={make.isPending}>
          {t('addAccount')}
        </Button>
      </div>
    </form>
  );
}
