import { useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { Close, Return } from '@/api/gen/types.gen';
import { useCurrency } from '@/api/me';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { formatDay } from '@/lib/dates';
import { isZero } from '@/lib/money';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Dialog } from '@/ui/dialog';
import { FormProblem } from '@/ui/form-problem';
import { Balance } from './balance';
import { useCloseReturn } from './mutations';

type Warning = NonNullable<Close['accept_warnings']>[number];

interface CloseDialogProps {
  open: boolean;
  found: Return;
  /** What the period is called. */
  name: string;
  onClose: () => void;
}

/** Says what closing does; what is wrong with the period has to be accepted by name. */
export default function CloseDialog({ open, found, name, onClose }: CloseDialogProps) {
  const t = useT('vat');
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t('closeTitle', { period: name })}
      text={t('closeText')}
    >
      <CloseForm found={found} name={name} onDone={onClose} />
    </Dialog>
  );
}

function CloseForm({ found, name, onDone }: { found: Return; name: string; onDone: () => void }) {
  const t = useT('vat');
  const common = useT('common');
  const currency = useCurrency();
  const locale = useFormatLocale();
  const [accepted, setAccepted] = useState<readonly Warning[]>([]);
  const close = useCloseReturn(found.period);
  const { rest } = useFormErrors(close.error, []);
  const failing = found.controls.filter((control) => !control.holds).length;
  const { drafts, documents, expenses } = found.unfinished;
  const warnings: Warning[] = [
    ...(found.state === 'running' ? (['vat_period_not_ended'] as const) : []),
    ...(drafts + documents + expenses > 0 ? (['vat_period_unfinished'] as const) : []),
    ...(failing > 0 ? (['vat_controls_fail'] as const) : []),
    ...(found.country === 'BE' && !isZero(found.corrections) ? (['vat_corrections_apart'] as const) : []),
  ];
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        close.mutate([...accepted], {
          onSuccess: () => {
            toast({ tone: 'done', title: t('closedToast', { period: name }) });
            onDone();
          },
        });
      }}
    >
      <p className="flex items-baseline justify-between gap-4 rounded-md bg-sunken/60 px-3 py-2">
        <span className="text-muted">{t('balance')}</span>
        <span className="font-semibold">
          <Balance amount={found.balance} currency={currency} />
        </span>
      </p>
      {found.settles_on && found.settles_on > found.ends_on && (
        <p className="text-sm text-muted">{t('settlesLater', { day: formatDay(found.settles_on, locale) })}</p>
      )}
      {warnings.map((warning) => (
        <Checkbox
          key={warning}
          checked={accepted.includes(warning)}
          onChange={(on) => setAccepted((now) => (on ? [...now, warning] : now.filter((one) => one !== warning)))}
          label={t(`accept.${warning}`, { count: failing, drafts, documents, expenses })}
        />
      ))}
      <FormProblem messages={rest} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{common('cancel')}</Button>
        <Button
          type="submit"
          variant="primary"
          busy={close.isPending}
          disabled={warnings.some((warning) => !accepted.includes(warning))}
        >
          {t('close')}
        </Button>
      </div>
    </form>
  );
}
