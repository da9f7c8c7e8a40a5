import type { BankAccountRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Field, SelectField, TextField } from '@/ui/field';
import { MoneyInput } from '@/ui/money-input';
import type { RuleDraft } from './rule-draft';

interface RuleConditionsProps {
  draft: RuleDraft;
  accounts: readonly BankAccountRead[];
  onChange: (change: Partial<RuleDraft>) => void;
}

/** When a rule applies: all that is filled in must hold. */
export function RuleConditions({ draft, accounts, onChange }: RuleConditionsProps) {
  const t = useT('banking');
  const currencies = new Set(accounts.map(({ currency }) => currency));
  if (draft.currency) currencies.add(draft.currency);
  return (
    <fieldset className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
      <legend className="mb-2 text-sm font-semibold">{t('whenRule')}</legend>
      <TextField
        label={t('nameHolds')}
        hint={t('patternHint')}
        value={draft.counterparty}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => onChange({ counterparty: event.target.value })}
      />
      <TextField
        label={t('textHolds')}
        hint={t('patternHint')}
        value={draft.text}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => onChange({ text: event.target.value })}
      />
      <TextField
        label={t('ibanIs')}
        value={draft.iban}
        maxLength={50}
        autoComplete="off"
        spellCheck={false}
        className="figures"
        onChange={(event) => onChange({ iban: event.target.value })}
      />
      <SelectField
        label={t('direction')}
        value={draft.direction}
        onChange={(event) => onChange({ direction: event.target.value as RuleDraft['direction'] })}
      >
        <option value="both">{t('bothDirections')}</option>
        <option value="in">{t('moneyIn')}</option>
        <option value="out">{t('moneyOut')}</option>
      </SelectField>
      <Field label={t('smallest')}>
        {(ids) => <MoneyInput {...ids} value={draft.smallest} onChange={(smallest) => onChange({ smallest })} />}
      </Field>
      <Field label={t('largest')}>
        {(ids) => <MoneyInput {...ids} value={draft.largest} onChange={(largest) => onChange({ largest })} />}
      </Field>
      {(currencies.size > 1 || draft.currency) && (
        <SelectField
          label={t('currency')}
          value={draft.currency ?? ''}
          onChange={(event) => onChange({ currency: event.target.value || null })}
        >
          <option value="">{t('everyCurrency')}</option>
          {[...currencies].map((currency) => (
            <option key={currency} value={currency}>
              {currency}
            </option>
          ))}
        </SelectField>
      )}
      {accounts.length > 1 && (
        <SelectField
          label={t('account')}
          value={draft.accountId ?? ''}
          onChange={(event) => onChange({ accountId: event.target.value || null })}
        >
          <option value="">{t('everyAccount')}</option>
          {accounts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
    </fieldset>
  );
}
