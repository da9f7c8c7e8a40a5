import { type FormEvent, useRef, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { CompanyRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { useLeaveWarning } from '@/lib/use-leave-warning';
import { Card } from '@/ui/card';
import { Confirm } from '@/ui/confirm';
import { SelectField, TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { SubmitButton } from '@/ui/submit-button';
import { TextAreaField } from '@/ui/text-area-field';
import { CompanyLogo } from './company-logo';
import { useReviseCompany } from './mutations';

const TEXTS = [
  'enterprise_number',
  'legal_form',
  'court',
  'street',
  'postal_code',
  'city',
  'email',
  'phone',
  'website',
  'iban',
  'bic',
  'invoice_note',
] as const;
type TextName = (typeof TEXTS)[number];
const FIELDS = [...TEXTS, 'payment_days', 'sells', 'vat_period', 'year_starts_in'];

type Typed = Record<TextName | 'payment_days' | 'sells', string> & Pick<CompanyRead, 'vat_period' | 'year_starts_in'>;

const said = (error: unknown, code: string) => asApiError(error).problem.errors.some((one) => one.code === code);

const typedFrom = (company: CompanyRead): Typed => ({
  ...(Object.fromEntries(TEXTS.map((name) => [name, company[name] ?? ''])) as Record<TextName, string>),
  payment_days: String(company.payment_days),
  sells: company.sells ?? '',
  vat_period: company.vat_period,
  year_starts_in: company.year_starts_in,
});

/** What every invoice says of this company, what it sells, and how often it files VAT. */
export function CompanyProfile({ company }: { company: CompanyRead }) {
  const t = useT('companyProfile');
  const editable = useMay()('company:revise');
  return (
    <Card title={t('title')}>
      <p className="mb-4 max-w-2xl text-pretty text-sm text-muted">{t('text')}</p>
      {editable ? <ProfileForm company={company} /> : <ProfileFacts company={company} />}
      <CompanyLogo company={company} editable={editable} />
    </Card>
  );
}

function ProfileFacts({ company }: { company: CompanyRead }) {
  const t = useT('companyProfile');
  const town = [company.postal_code, company.city].filter(Boolean).join(' ');
  const told = [company.street, town, company.email, company.phone, company.iban].filter(Boolean);
  return <p className="whitespace-pre-line">{told.join('\n') || t('none')}</p>;
}

function ProfileForm({ company }: { company: CompanyRead }) {
  const t = useT('companyProfile');
  const locale = useFormatLocale();
  const revise = useReviseCompany();
  const form = useRef<HTMLFormElement>(null);
  const [base, setBase] = useState(() => typedFrom(company));
  const [typed, setTyped] = useState(base);
  const stale = asApiError(revise.error).status === 412;
  const { byField, rest } = useFormErrors(stale ? null : revise.error, FIELDS);
  const daysWrong = !/^\d{1,3}$/.test(typed.payment_days.trim());
  const changed = (Object.keys(typed) as (keyof Typed)[]).filter((name) => typed[name] !== base[name]);
  useLeaveWarning(changed.length > 0 && !revise.isPending);
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  const put = (change: Partial<Typed>) => setTyped((now) => ({ ...now, ...change }));

  const unsure = said(revise.error, 'filing_rhythm_unsure');

  function save(wasSo = false) {
    if (daysWrong) return form.current?.querySelector<HTMLElement>('[name=payment_days]')?.focus();
    if (changed.length === 0) return;
    const entries = changed.map((name) => {
      if (name === 'payment_days') return [name, Number(typed.payment_days)];
      const value = typed[name];
      return [name, typeof value === 'string' ? value.trim() || null : value];
    });
    revise.mutate(
      { company, change: { ...Object.fromEntries(entries), ...(wasSo && { vat_period_was_so: true }) } },
      {
        onSuccess: (saved) => {
          setBase(typedFrom(saved));
          setTyped(typedFrom(saved));
          toast({ tone: 'done', title: t('saved') });
        },
      },
    );
  }

  const text = (name: TextName, label: string, more: { type?: string; placeholder?: string } = {}) => (
    <TextField
      {...more}
      label={label}
      name={name}
      autoComplete="off"
      value={typed[name]}
      onChange={(event) => put({ [name]: event.target.value })}
      error={byField[name]}
    />
  );
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save();
      }}
      className="grid grid-cols-2 gap-4 max-sm:grid-cols-1"
    >
      {text('enterprise_number', t(company.country === 'NL' ? 'tradeRegisterNumber' : 'enterpriseNumber'))}
      {text('legal_form', t('legalForm'), { placeholder: 'BV' })}
      {text('street', t('street'))}
      {text('court', t('court'), { placeholder: t('courtExample') })}
      {text('postal_code', t('postalCode'))}
      {text('city', t('city'))}
      {text('email', t('email'), { type: 'email' })}
      {text('phone', t('phone'), { type: 'tel' })}
      {text('iban', t('iban'), { placeholder: 'BE71 0961 2345 6769' })}
      {text('bic', t('bic'))}
      {text('website', t('website'), { type: 'url' })}
      <TextField
        label={t('paymentDays')}
        name="payment_days"
        inputMode="numeric"
        hint={t('paymentDaysHint')}
        value={typed.payment_days}
        onChange={(event) => put({ payment_days: event.target.value })}
        error={daysWrong ? t('daysWrong') : byField.payment_days}
      />
      <SelectField
        label={t('sells')}
        hint={t('sellsHint')}
        value={typed.sells}
        onChange={(event) => put({ sells: event.target.value })}
      >
        <option value="">{t('sellsUnsaid')}</option>
        <option value="goods">{t('goods')}</option>
        <option value="services">{t('services')}</option>
      </SelectField>
      <SelectField
        label={t('vatPeriod')}
        error={byField.vat_period}
        value={typed.vat_period}
        onChange={(event) => put({ vat_period: event.target.value as Typed['vat_period'] })}
      >
        <option value="month">{t('month')}</option>
        <option value="quarter">{t('quarter')}</option>
      </SelectField>
      <SelectField
        label={t('yearStart')}
        hint={t('yearStartHint')}
        value={typed.year_starts_in}
        onChange={(event) => put({ year_starts_in: Number(event.target.value) })}
      >
        {Array.from({ length: 12 }, (_, place) => place + 1).map((number) => (
          <option key={number} value={number}>
            {month.format(new Date(Date.UTC(2026, number - 1, 1)))}
          </option>
        ))}
      </SelectField>
      <div className="col-span-full">
        <TextAreaField
          label={t('invoiceNote')}
          error={byField.invoice_note}
          rows={2}
          maxLength={2000}
          value={typed.invoice_note}
          onChange={(invoice_note) => put({ invoice_note })}
        />
      </div>
      <div className="col-span-full flex flex-col gap-3">
        <Confirm
          open={unsure}
          onOpenChange={(open) => !open && revise.reset()}
          title={t(typed.vat_period === 'month' ? 'wasMonth' : 'wasQuarter')}
          text={t('wasSoText')}
          confirm={t('wasSo')}
          busy={revise.isPending}
          onConfirm={() => save(true)}
        />
        <FormProblem messages={stale ? [t('stale')] : rest} />
        <div className="flex justify-end">
          <SubmitButton busy={revise.isPending} disabled={changed.length === 0}>
            {t('save')}
          </SubmitButton>
        </div>
      </div>
    </form>
  );
}
