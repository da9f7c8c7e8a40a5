import { type FormEvent, useState } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { SubmitButton } from '@/ui/submit-button';
import { CountryAndVat } from './country-and-vat';
import { useOpenCompany } from './mutations';
import { typedInto } from './typed-form';

const FIELDS = ['company_name', 'country', 'vat_number'] as const;

interface OpenCompanyDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onOpened: () => void;
}

/** The books of one more company, whose owner one becomes. */
export default function OpenCompanyDialog({ open, onOpenChange, onOpened }: OpenCompanyDialogProps) {
  const t = useT('openCompany');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('title')} text={t('text')}>
      <OpenForm
        onClose={() => onOpenChange(false)}
        onOpened={() => {
          onOpenChange(false);
          onOpened();
        }}
      />
    </Dialog>
  );
}

function OpenForm({ onClose, onOpened }: { onClose: () => void; onOpened: () => void }) {
  const t = useT('openCompany');
  const door = useT('entrance');
  const common = useT('common');
  const opening = useOpenCompany();
  const [missing, setMissing] = useState(false);
  const { byField, rest } = useFormErrors(opening.error, FIELDS);
  const wait = useWait(opening.error);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { company_name, country, vat_number } = typedInto(event.currentTarget, FIELDS);
    setMissing(!company_name);
    if (!company_name) return event.currentTarget.querySelector('input')?.focus();
    opening.mutate(
      { company_name, country, vat_number: vat_number || null },
      {
        onSuccess: () => {
          toast({ tone: 'done', title: t('opened', { company: company_name }) });
          onOpened();
        },
      },
    );
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <TextField
        label={door('company')}
        name="company_name"
        autoComplete="off"
        maxLength={200}
        error={missing ? door('fillIn') : byField.company_name}
      />
      <CountryAndVat error={byField.vat_number} />
      <FormProblem messages={rest} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <SubmitButton busy={opening.isPending} wait={wait}>
          {t('action')}
        </SubmitButton>
      </div>
    </form>
  );
}
