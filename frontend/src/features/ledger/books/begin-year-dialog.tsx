import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { FiscalYearRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { addDays, monthStart, today } from '@/lib/dates';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { DateInput } from '@/ui/date-field';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { useBeginYear } from './mutations';

interface BeginYearDialogProps {
  open: boolean;
  /** The year before, after which this one begins. */
  latest: FiscalYearRead | undefined;
  onClose: () => void;
}

export default function BeginYearDialog({ open, latest, onClose }: BeginYearDialogProps) {
  const t = useT('books');
  return (
    <Dialog open={open} onOpenChange={(now) => !now && onClose()} title={t('beginYear')} text={t('beginYearText')}>
      <DaysForm latest={latest} onClose={onClose} />
    </Dialog>
  );
}

function DaysForm({ latest, onClose }: Omit<BeginYearDialogProps, 'open'>) {
  const t = useT('books');
  const common = useT('common');
  const begin = useBeginYear();
  const [from, setFrom] = useState<string | null>(latest ? addDays(latest.ends_on, 1) : `${today().slice(0, 4)}-01-01`);
  const [to, setTo] = useState<string | null>(from ? addDays(monthStart(from, 12), -1) : null);
  const { byField, rest } = useFormErrors(begin.error, ['starts_on', 'ends_on']);

  function send(event: FormEvent) {
    event.preventDefault();
    if (!from) return;
    begin.mutate(
      { starts_on: from, ends_on: to },
      {
        onSuccess: ({ name }) => {
          toast({ tone: 'done', title: t('yearBegun', { name }) });
          onClose();
        },
      },
    );
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('firstDay')} error={from ? byField.starts_on : t('dayMissing')}>
          {(ids) => <DateInput {...ids} value={from} onChange={setFrom} />}
        </Field>
        <Field label={t('lastDay')} error={byField.ends_on}>
          {(ids) => <DateInput {...ids} value={to} onChange={setTo} />}
        </Field>
      </div>
      <FormProblem messages={rest} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={begin.isPending}>
          {t('beginYear')}
        </Button>
      </div>
    </form>
  );
}
