import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { VatNumberChecked } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { LANGUAGE_NAMES, LOCALES, useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { useLeaveWarning } from '@/lib/use-leave-warning';
import { Card } from '@/ui/card';
import { Checkbox } from '@/ui/checkbox';
import { Field, SelectField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { OptionCards } from '@/ui/option-cards';
import { SubmitButton } from '@/ui/submit-button';
import { AddressPart, BookkeepingPart, type FormPart, Text } from './form-parts';
import { CONTACT_FIELDS, type ContactField, type TypedContact } from './typed-contact';
import { VatNumberField } from './vat-number-field';

interface ContactFormProps {
  initial: TypedContact;
  /** Of the contact that is being changed. */
  ownId?: string;
  error: unknown;
  busy: boolean;
  cancel: ReactNode;
  onSave: (typed: TypedContact) => void;
}

/** Everything that may be known of a customer or supplier; only the name is needed. */
export function ContactForm({ initial, ownId, error, busy, cancel, onSave }: ContactFormProps) {
  const t = useT('contacts');
  const keys = useT('keys');
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState(initial);
  const [missing, setMissing] = useState(false);
  const stale = asApiError(error).status === 412;
  const { byField, rest } = useFormErrors(error, CONTACT_FIELDS);
  const errors: FormPart['errors'] = { ...byField };
  const daysWrong = typed.payment_days.trim() !== '' && !/^\s*\d{1,3}\s*$/.test(typed.payment_days);
  if (missing && !typed.name.trim()) errors.name = t('nameMissing');
  if (daysWrong) errors.payment_days = t('daysWrong');
  /** In what is new the cursor stands in the first field that wants filling. */
  const first = ownId ? null : initial.name ? 'vat_number' : 'name';
  useEffect(() => {
    if (!error) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid=true], [role=alert]')?.focus();
  }, [error]);
  const changed = typed !== initial;
  useLeaveWarning(changed && !busy);
  useHotkeys([
    {
      keys: 'mod+enter',
      label: t('save'),
      group: keys('contact'),
      run: () => form.current?.requestSubmit(),
      whileTyping: true,
    },
  ]);

  const put = (change: Partial<TypedContact>) => setTyped((now) => ({ ...now, ...change }));
  const part: FormPart = { typed, put, errors };

  function save(event: FormEvent) {
    event.preventDefault();
    setMissing(true);
    const wrong = !typed.name.trim() ? 'name' : daysWrong ? 'payment_days' : null;
    if (wrong) return form.current?.querySelector<HTMLElement>(`[name=${wrong}]`)?.focus();
    onSave(typed);
  }

  /** Fills in what the number tells, where nothing was typed. */
  function proven(checked: VatNumberChecked) {
    setTyped((now) => ({
      ...now,
      country: now.country || (checked.country ?? ''),
      enterprise_number: now.enterprise_number || (checked.enterprise_number ?? ''),
    }));
  }

  return (
    <form ref={form} noValidate onSubmit={save} className="flex flex-col gap-4">
      <Card title={t('who')}>
        <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
          <div className="col-span-full">
            <Text {...part} name="name" label={t('name')} autoComplete="organization" autoFocus={first === 'name'} />
          </div>
          <fieldset className="flex flex-wrap gap-x-6 gap-y-2">
            <legend className="mb-1.5 text-sm font-medium">{t('role')}</legend>
            {(['is_customer', 'is_supplier'] as const).map((role) => (
              <Checkbox
                key={role}
                name={role}
                checked={typed[role]}
                onChange={(on) => put({ [role]: on })}
                label={t(role === 'is_customer' ? 'customer' : 'supplier')}
              />
            ))}
          </fieldset>
          <OptionCards
            legend={t('kind')}
            value={typed.is_business ? 'business' : 'consumer'}
            onChange={(kind) => put({ is_business: kind === 'business' })}
            options={[
              { value: 'business', label: t('business') },
              { value: 'consumer', label: t('consumer') },
            ]}
          />
          <VatNumberField
            value={typed.vat_number}
            onChange={(vat_number) => put({ vat_number })}
            ownId={ownId}
            country={typed.country}
            error={errors.vat_number}
            autoFocus={first === 'vat_number'}
            onProven={proven}
          />
          <Text {...part} name="enterprise_number" label={t('enterpriseNumber')} hint={t('enterpriseNumberHint')} />
          <Text {...part} name="email" type="email" label={t('email')} hint={t('emailHint')} />
          <Text {...part} name="phone" type="tel" label={t('phone')} />
          <SelectField
            label={t('language')}
            name="language"
            value={typed.language}
            onChange={(event) => put({ language: event.target.value })}
          >
            <option value="">{t('companyLanguage')}</option>
            {LOCALES.map((one) => (
              <option key={one} value={one} lang={one}>
                {LANGUAGE_NAMES[one]}
              </option>
            ))}
          </SelectField>
        </div>
      </Card>
      <AddressPart {...part} />
      <Card title={t('payment')}>
        <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
          <Text {...part} name="iban" label={t('iban')} placeholder="BE71 0961 2345 6769" />
          <Text {...part} name="bic" label={t('bic')} />
          <Text
            {...part}
            name="payment_days"
            inputMode="numeric"
            label={t('paymentDays')}
            hint={t('paymentDaysHint')}
          />
          <div className="flex items-end pb-2">
            <Checkbox
              checked={typed.payment_end_of_month}
              onChange={(payment_end_of_month) => put({ payment_end_of_month })}
              label={t('endOfMonth')}
            />
          </div>
        </div>
      </Card>
      {(typed.is_customer || typed.is_supplier) && <BookkeepingPart {...part} />}
      <Card title={t('note')}>
        <Field label={t('noteLabel')} error={errors.note}>
          {(ids) => (
            <textarea
              {...ids}
              name="note"
              rows={3}
              maxLength={2000}
              value={typed.note}
              onChange={(event) => put({ note: event.target.value })}
              className="rounded-md border border-edge bg-surface px-2.5 py-2 max-md:text-lg"
            />
          )}
        </Field>
      </Card>
      <FormProblem messages={stale ? [t('stale')] : [...rest, ...hiddenErrors(errors, typed)]} />
      <div className="sticky bottom-0 -mx-1 flex justify-end gap-2 bg-bg/90 px-1 py-3">
        {cancel}
        <SubmitButton busy={busy} keys="mod+enter">
          {t('save')}
        </SubmitButton>
      </div>
    </form>
  );
}

/** Errors whose field is not on the screen now, or has no place for them. */
function hiddenErrors(errors: FormPart['errors'], typed: TypedContact): string[] {
  const unseen: ContactField[] = ['is_business', 'is_customer', 'is_supplier', 'payment_end_of_month', 'language'];
  if (!typed.is_customer) unseen.push('income_account');
  if (!typed.is_supplier) unseen.push('cost_account');
  unseen.push('sale_treatment', 'purchase_treatment', 'country');
  return unseen.map((field) => errors[field]).filter((message) => message !== undefined);
}
