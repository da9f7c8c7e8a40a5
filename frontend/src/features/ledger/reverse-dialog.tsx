import { useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { EntryRead } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { type Day, formatDay } from '@/lib/dates';
import { toast } from '@/lib/toasts';
import { DateInput } from '@/ui/date-field';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { ReasonForm } from '@/ui/reason-dialog';
import { useReverse } from './mutations';

interface ReverseProps {
  entry: EntryRead;
  onClose: () => void;
}

/** Undoes an entry by its mirror image: why, and on which day. */
export default function ReverseDialog({ open, entry, onClose }: ReverseProps & { open: boolean }) {
  const t = useT('ledger');
  const title = t('reverseTitle', { number: entry.number });
  const from = entry.source?.type;
  const then = from === 'document' ? t('reverseDocument') : from === 'expense' ? t('reverseExpense') : '';
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={title}
      text={[t('reverseText'), then].join(' ')}
    >
      <ReverseForm entry={entry} onClose={onClose} />
    </Dialog>
  );
}

function ReverseForm({ entry, onClose }: ReverseProps) {
  const t = useT('ledger');
  const locale = useFormatLocale();
  const [on, setOn] = useState<Day | null>(null);
  const reverse = useReverse(true);
  const { byField, rest } = useFormErrors(reverse.error, ['reason', 'on']);
  const instead = reverse.error && asApiError(reverse.error).problem.errors.find((one) => one.field === 'on')?.instead;
  const open = typeof instead === 'string' ? instead : null;

  function choose(day: Day | null) {
    setOn(day);
    reverse.reset();
  }

  return (
    <ReasonForm
      onOpenChange={onClose}
      suggestions={[t('reasons.wrongAccount'), t('reasons.wrongAmount'), t('reasons.twice')]}
      confirm={t('reverse')}
      busy={reverse.isPending}
      error={byField.reason}
      onConfirm={(reason) =>
        reverse.mutate(
          { id: entry.id, reason, on },
          {
            onSuccess: ({ number, booked_on }) => {
              onClose();
              const said = { number: entry.number, reversal: number, day: formatDay(booked_on, locale) };
              toast({ tone: 'done', title: t('reversedToast', said) });
            },
          },
        )
      }
    >
      <Field
        label={t('reversalDay')}
        error={byField.on}
        hint={t('reversalDayHint', { day: formatDay(entry.booked_on, locale) })}
      >
        {(ids) => (
          <>
            <DateInput {...ids} value={on} onChange={choose} />
            {open && (
              <button
                type="button"
                className="mt-1 self-start rounded text-sm font-medium text-accent hover:underline"
                onClick={() => {
                  choose(open);
                  document.getElementById(ids.id)?.focus();
                }}
              >
                {t('takeDay', { day: formatDay(open, locale) })}
              </button>
            )}
          </>
        )}
      </Field>
      <FormProblem messages={rest} />
    </ReasonForm>
  );
}
