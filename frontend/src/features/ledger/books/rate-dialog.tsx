import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import { useCurrency } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import { today } from '@/lib/dates';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { DateInput } from '@/ui/date-field';
import { Dialog } from '@/ui/dialog';
import { Field, SelectField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { MoneyInput } from '@/ui/money-input';
import { currenciesWith } from '../editor/currencies';
import { useSetRate } from './mutations';

export default function RateDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT('books');
  return (
    <Dialog open={open} onOpenChange={(now) => !now && onClose()} title={t('setRate')} text={t('setRateText')}>
      <RateForm onClose={onClose} />
    </Dialog>
  );
}

function RateForm({ onClose }: { onClose: () => void }) {
  const t = useT('books');
  const common = useT('common');
  const books = useCurrency();
  const save = useSetRate();
  const [currency, setCurrency] = useState('USD');
  const [day, setDay] = useState<string | null>(today());
  const [rate, setRate] = useState<string | null>(null);
  const [meant, setMeant] = useState(false);
  const unlikely = asApiError(save.error).code === 'exchange_rate_unlikely';
  const { byField, rest } = useFormErrors(save.error, ['currency', 'valid_on', 'rate']);

  /** What was refused, and that it is meant, is about the rate as it was. */
  function anew<Value>(set: (value: Value) => void): (value: Value) => void {
    return (value) => {
      set(value);
      setMeant(false);
      if (save.isError) save.reset();
    };
  }

  function send(event: FormEvent) {
    event.preventDefault();
    if (!day || !rate) return;
    save.mutate(
      { currency, valid_on: day, rate, ...(meant && { accept_exchange_rate: true }) },
      {
        onSuccess: () => {
          toast({ tone: 'done', title: t('rateSaved', { currency }) });
          onClose();
        },
      },
    );
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('day')} error={day ? byField.valid_on : t('dayMissing')}>
          {(ids) => <DateInput {...ids} value={day} onChange={anew(setDay)} />}
        </Field>
        <SelectField label={t('currency')} value={currency} onChange={(event) => anew(setCurrency)(event.target.value)}>
          {currenciesWith(null)
            .filter((code) => code !== books)
            .map((code) => (
              <option key={code}>{code}</option>
            ))}
        </SelectField>
      </div>
      <Field label={t('rateFor', { currency, books })} error={byField.rate ?? byField.currency}>
        {(ids) => <MoneyInput {...ids} cents={false} value={rate} onChange={anew(setRate)} />}
      </Field>
      {unlikely && <Checkbox checked={meant} onChange={setMeant} label={common('rateMeant')} />}
      <FormProblem messages={rest} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={save.isPending} disabled={!rate || !day}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
