import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { formatDay, today } from '@/lib/dates';
import { toast } from '@/lib/toasts';
import { DateInput } from '@/ui/date-field';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { useExtend } from '../mutations';
import type { DeedDialogProps } from './deed-dialog';
import { DeedFoot } from './deed-foot';

/** A quote that nobody answered in time is offered until a later day. */
export default function ExtendDialog({ open, onClose, invoice }: DeedDialogProps) {
  const t = useT('invoices');
  const locale = useFormatLocale();
  const extend = useExtend();
  const [day, setDay] = useState<string | null>(today());
  const { byField, rest } = useFormErrors(extend.error, ['valid_until']);

  function send(event: FormEvent) {
    event.preventDefault();
    if (!day) return;
    extend.mutate(
      { id: invoice.id, version: invoice.version, asked: { valid_until: day } },
      {
        onSuccess: () => {
          onClose();
          toast({ tone: 'done', title: t('extendedToast', { day: formatDay(day, locale) }) });
        },
      },
    );
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t('deed.extend')}
      text={t('extendText', { day: invoice.valid_until ? formatDay(invoice.valid_until, locale) : '' })}
    >
      <form noValidate onSubmit={send} className="flex flex-col gap-3">
        <Field label={t('validUntil')} error={byField.valid_until}>
          {(ids) => <DateInput {...ids} value={day} onChange={setDay} />}
        </Field>
        <DeedFoot
          messages={rest}
          confirm={t('deed.extend')}
          busy={extend.isPending}
          disabled={!day}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
