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
import { useBeginYear, useReviseYear } from './mutations';

interface Days {
  starts_on: string;
  ends_on: string | null;
}

interface YearDaysProps {
  /** What begins or changes the year. */
  saving: {
    error: unknown;
    isPending: boolean;
    mutate: (days: Days, options: { onSuccess: (saved: FiscalYearRead) => void }) => void;
  };
  first: string;
  last: string;
  confirm: string;
  /** Told afterwards, with the year's name. */
  done: 'yearBegun' | 'yearChanged';
  onClose: () => void;
}

interface DialogProps {
  open: boolean;
  onClose: () => void;
}

/** `latest` is the year after which this one begins. */
export function BeginYearDialog({ open, latest, onClose }: DialogProps & { latest: FiscalYearRead | undefined }) {
  const t = useT('books');
  const first = latest ? addDays(latest.ends_on, 1) : `${today().slice(0, 4)}-01-01`;
  const last = addDays(monthStart(first, 12), -1);
  const form = { first, last, saving: useBeginYear(), confirm: t('beginYear'), done: 'yearBegun', onClose } as const;
  return (
    <Dialog open={open} onOpenChange={(now) => !now && onClose()} title={t('beginYear')} text={t('beginYearText')}>
      <YearDays {...form} />
    </Dialog>
  );
}

export function ReviseYearDialog({ open, year, onClose }: DialogProps & { year: FiscalYearRead }) {
  const t = useT('books');
  const { name, starts_on: first, ends_on: last } = year;
  const saving = useReviseYear(year);
  const form = { first, last, saving, confirm: t('saveDays'), done: 'yearChanged', onClose } as const;
  const title = t('changeDaysTitle', { name });
  return (
    <Dialog open={open} onOpenChange={(now) => !now && onClose()} title={title} text={t('changeDaysText')}>
      <YearDays {...form} />
    </Dialog>
  );
}

function YearDays({ saving, first, last, confirm, done, onClose }: YearDaysProps) {
  const t = useT('books');
  const common = useT('common');
  const [from, setFrom] = useState<string | null>(first);
  const [to, setTo] = useState<string | null>(last);
  const { byField, rest } = useFormErrors(saving.error, ['starts_on', 'ends_on']);

  function send(event: FormEvent) {
    event.preventDefault();
    if (!from) return;
    saving.mutate(
      { starts_on: from, ends_on: to },
      {
        onSuccess: ({ name }) => {
          toast({ tone: 'done', title: t(done, { name }) });
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
        <Button type="submit" variant="primary" busy={saving.isPending}>
          {confirm}
        </Button>
      </div>
    </form>
  );
}
