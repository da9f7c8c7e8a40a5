import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useMemo, useRef, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { ExpenseMake, ExpenseRead } from '@/api/gen/types.gen';
import { useCurrency } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { useLeaveWarning } from '@/lib/use-leave-warning';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Combobox } from '@/ui/combobox';
import { DateInput } from '@/ui/date-field';
import { Field, SelectField, TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { MoneyInput } from '@/ui/money-input';
import { AccountField } from './account-field';
import { CategoryNote } from './category-note';
import { categoriesOptions } from './queries';
import { SpenderField } from './spender-field';
import { CURRENCIES, startOf } from './start-of';

const FIELDS = [
  'description',
  'merchant',
  'category',
  'spent_on',
  'total_amount',
  'vat_amount',
  'exchange_rate',
  'private_percent',
  'gift_count',
  'currency',
  'account_code',
  'spender_id',
];
const PAID_WITH = ['own_money', 'company_card', 'cash'] as const;

interface ExpenseFormProps {
  expense?: ExpenseRead;
  busy: boolean;
  error: unknown;
  /** Keeps it; `submit` also asks for a decision. */
  onSave: (draft: ExpenseMake, submit: boolean) => void;
}

/** What was spent, on what, and who bears how much of it. */
export function ExpenseForm({ expense, busy, error, onSave }: ExpenseFormProps) {
  const t = useT('expenses');
  const common = useT('common');
  const books = useCurrency();
  const form = useRef<HTMLFormElement>(null);
  const categories = useQuery(categoriesOptions()).data;
  const [start] = useState<ExpenseMake>(() => startOf(expense, books));
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const [meant, setMeant] = useState(false);
  const unlikely = asApiError(error).code === 'exchange_rate_unlikely';
  const { byField, rest } = useFormErrors(error, FIELDS);
  useLeaveWarning(draft !== start && !busy);
  const latest = useRef(draft);
  const set = (change: Partial<ExpenseMake>) => {
    if ('exchange_rate' in change || 'spent_on' in change) setMeant(false);
    latest.current = { ...latest.current, ...change };
    setDraft(latest.current);
  };
  const choices = useMemo(
    () => (categories ?? []).map(({ code, name }) => ({ value: code, label: name })),
    [categories],
  );
  const category = categories?.find((one) => one.code === draft.category);
  const missing = (filled: unknown, text: string) => (tried && !filled ? text : undefined);
  const foreign = draft.currency !== books;
  /** What it was booked at stays of its own day and currency alone; only what is typed here is sent. */
  const sameRate = expense?.currency === draft.currency && expense?.spent_on === draft.spent_on;
  const rate = draft.exchange_rate === undefined && sameRate ? expense?.exchange_rate : draft.exchange_rate;

  function save(submit: boolean) {
    setTried(true);
    const now = latest.current;
    if (!now.description.trim() || !now.category || !now.spent_on || !now.total_amount) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
      return;
    }
    const trimmed = { description: now.description.trim(), merchant: now.merchant?.trim() || null };
    onSave({ ...now, ...trimmed, ...(meant && { accept_exchange_rate: true }) }, submit);
  }

  useHotkeys([{ keys: 'mod+enter', label: t('submit'), group: t('title'), run: () => save(true), whileTyping: true }]);

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save(false);
      }}
      className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4"
    >
      <TextField
        label={t('description')}
        placeholder={t('descriptionHint')}
        value={draft.description}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => set({ description: event.target.value })}
        error={missing(draft.description.trim(), t('descriptionMissing')) ?? byField.description}
      />
      <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
        <Field label={t('category')} error={missing(draft.category, t('categoryMissing')) ?? byField.category}>
          {(ids) => (
            <Combobox
              id={ids.id}
              describedBy={ids['aria-describedby']}
              choices={choices}
              value={draft.category || null}
              placeholder={t('categoryHint')}
              onChange={(code) => set({ category: code ?? '', gift_count: 1, account_code: null })}
            />
          )}
        </Field>
        <TextField
          label={t('merchant')}
          value={draft.merchant ?? ''}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => set({ merchant: event.target.value })}
          error={byField.merchant}
        />
      </div>
      <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
        <AccountField
          draft={draft}
          expense={expense}
          category={category}
          error={byField.account_code}
          onChange={(account_code) => set({ account_code })}
        />
        <SpenderField
          draft={draft}
          expense={expense}
          error={byField.spender_id}
          onChange={(spender_id) => set({ spender_id })}
        />
      </div>
      {category && <CategoryNote category={category} on={draft.spent_on ?? undefined} />}
      <div className="grid grid-cols-4 gap-4 max-md:grid-cols-2">
        <Field label={t('spentOn')} error={missing(draft.spent_on, t('dayMissing')) ?? byField.spent_on}>
          {(ids) => (
            <DateInput {...ids} value={draft.spent_on || null} onChange={(day) => set({ spent_on: day ?? '' })} />
          )}
        </Field>
        <Field label={t('total')} error={missing(draft.total_amount, t('totalMissing')) ?? byField.total_amount}>
          {(ids) => (
            <MoneyInput
              {...ids}
              value={draft.total_amount || null}
              onChange={(value) => set({ total_amount: value ?? '' })}
            />
          )}
        </Field>
        <SelectField
          label={t('currency')}
          value={draft.currency ?? books}
          onChange={(event) => set({ currency: event.target.value, exchange_rate: null })}
        >
          {[...new Set([books, ...CURRENCIES, draft.currency ?? books])].map((code) => (
            <option key={code}>{code}</option>
          ))}
        </SelectField>
        <Field label={t('vat')} hint={t('vatHint')} error={byField.vat_amount}>
          {(ids) => (
            <MoneyInput {...ids} value={draft.vat_amount ?? null} onChange={(value) => set({ vat_amount: value })} />
          )}
        </Field>
        {category?.limit_each && (
          <TextField
            label={t('giftCount')}
            type="number"
            min={1}
            max={10_000}
            value={draft.gift_count ?? ''}
            onChange={(event) => set({ gift_count: event.target.valueAsNumber || undefined })}
            error={byField.gift_count}
          />
        )}
        {draft.vat_amount && !foreign && (
          <SelectField
            label={t('vatOf')}
            value={draft.vat_of ?? ''}
            onChange={(event) => set({ vat_of: (event.target.value || null) as ExpenseMake['vat_of'] })}
          >
            <option value="">{t('vatOfAmount')}</option>
            <option value="home">{t('vatOfHome')}</option>
            <option value="abroad">{t('vatOfAbroad')}</option>
          </SelectField>
        )}
        {foreign && (
          <Field
            label={t('rate', { currency: draft.currency ?? '', books })}
            hint={t('rateHint')}
            error={byField.exchange_rate}
          >
            {(ids) => (
              <MoneyInput
                {...ids}
                cents={false}
                value={rate === undefined || rate === null ? null : String(rate)}
                onChange={(value) => set({ exchange_rate: value })}
              />
            )}
          </Field>
        )}
        <SelectField
          label={t('paidWith')}
          value={draft.paid_with ?? 'own_money'}
          onChange={(event) => set({ paid_with: event.target.value as (typeof PAID_WITH)[number] })}
        >
          {PAID_WITH.map((one) => (
            <option key={one} value={one}>
              {t(`payments.${one}`)}
            </option>
          ))}
        </SelectField>
        <Field label={t('privatePercent')} hint={t('privateHint')} error={byField.private_percent}>
          {(ids) => (
            <MoneyInput
              {...ids}
              cents={false}
              value={String(draft.private_percent ?? '0')}
              onChange={(value) => set({ private_percent: value ?? '0' })}
            />
          )}
        </Field>
      </div>
      {unlikely && <Checkbox checked={meant} onChange={setMeant} label={common('rateMeant')} />}
      <FormProblem messages={rest} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button type="submit" busy={busy}>
          {t('saveDraft')}
        </Button>
        <Button variant="primary" keys="mod+enter" busy={busy} onClick={() => save(true)}>
          {t('submit')}
        </Button>
      </div>
    </form>
  );
}
