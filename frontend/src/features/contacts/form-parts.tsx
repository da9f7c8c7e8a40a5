import type { ReactNode } from 'react';
import { useAccountChoices } from '@/api/accounts';
import { type Direction, ofDirection, useTreatments } from '@/api/vat';
import { useT } from '@/i18n/i18n';
import { Card } from '@/ui/card';
import { Combobox } from '@/ui/combobox';
import { Field, SelectField, TextField } from '@/ui/field';
import { useCountries } from './countries';
import type { ContactField, TextField as TextName, TypedContact } from './typed-contact';

/** What every part of the form needs: what is typed, how to change it, what is wrong with it. */
export interface FormPart {
  typed: TypedContact;
  put: (change: Partial<TypedContact>) => void;
  errors: Partial<Record<ContactField, string>>;
}

interface TextProps extends FormPart {
  name: TextName;
  label: string;
  hint?: ReactNode;
  type?: string;
  placeholder?: string;
  autoComplete?: string;
  inputMode?: 'numeric';
  autoFocus?: boolean;
}

export function Text({ typed, put, errors, name, label, autoComplete = 'off', ...rest }: TextProps) {
  return (
    <TextField
      {...rest}
      label={label}
      name={name}
      autoComplete={autoComplete}
      value={typed[name]}
      onChange={(event) => put({ [name]: event.target.value })}
      error={errors[name]}
    />
  );
}

export function AddressPart(part: FormPart) {
  const t = useT('contacts');
  const countries = useCountries();
  return (
    <Card title={t('address')}>
      <div className="grid grid-cols-6 gap-4">
        <div className="col-span-6">
          <Text {...part} name="street" label={t('street')} />
        </div>
        <div className="col-span-2">
          <Text {...part} name="postal_code" label={t('postalCode')} />
        </div>
        <div className="col-span-4">
          <Text {...part} name="city" label={t('city')} />
        </div>
        <div className="col-span-3 max-sm:col-span-6">
          <SelectField
            label={t('country')}
            name="country"
            value={part.typed.country}
            onChange={(event) => part.put({ country: event.target.value })}
          >
            <option value="">{t('notKnown')}</option>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </SelectField>
        </div>
      </div>
    </Card>
  );
}

export function BookkeepingPart(part: FormPart) {
  const t = useT('contacts');
  const { is_customer, is_supplier } = part.typed;
  return (
    <Card title={t('bookkeeping')}>
      <p className="mb-4 text-sm text-muted">{t('bookkeepingText')}</p>
      <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
        {is_customer && <Account part={part} name="income_account" label={t('incomeAccount')} />}
        {is_customer && <TreatmentField part={part} name="sale_treatment" direction="sale" />}
        {is_supplier && <Account part={part} name="cost_account" label={t('costAccount')} />}
        {is_supplier && <TreatmentField part={part} name="purchase_treatment" direction="purchase" />}
      </div>
    </Card>
  );
}

interface AccountProps {
  part: FormPart;
  name: 'income_account' | 'cost_account';
  label: string;
}

function Account({ part, name, label }: AccountProps) {
  const t = useT('contacts');
  const { choices, ...search } = useAccountChoices();
  return (
    <Field label={label} error={part.errors[name]}>
      {(ids) => (
        <Combobox
          id={ids.id}
          describedBy={ids['aria-describedby']}
          choices={choices}
          {...search}
          clearable
          value={part.typed[name] || null}
          placeholder={t('usualAccount')}
          onChange={(code) => part.put({ [name]: code ?? '' })}
        />
      )}
    </Field>
  );
}

interface TreatmentProps {
  part: FormPart;
  name: 'sale_treatment' | 'purchase_treatment';
  direction: Direction;
}

function TreatmentField({ part, name, direction }: TreatmentProps) {
  const t = useT('contacts');
  const treatment = useT('treatment');
  const known = ofDirection(useTreatments(), direction);
  const chosen = known.find((one) => one.treatment === part.typed[name]);
  return (
    <SelectField
      label={t(direction === 'sale' ? 'saleTreatment' : 'purchaseTreatment')}
      name={name}
      value={part.typed[name]}
      hint={chosen?.mention ? t('mention', { text: chosen.mention }) : undefined}
      onChange={(event) => part.put({ [name]: event.target.value })}
    >
      <option value="">{t('byTheFacts')}</option>
      {known.map((one) => (
        <option key={one.treatment} value={one.treatment}>
          {treatment(`name.${one.treatment}` as 'name.domestic')}
        </option>
      ))}
    </SelectField>
  );
}
