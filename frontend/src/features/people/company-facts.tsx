import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { CompanyRead } from '@/api/gen/types.gen';
import { useMay, useMe } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { useRoleText } from '@/i18n/permissions';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { DateText } from '@/ui/date-text';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { Notice } from '@/ui/notice';
import { useReviseCompany } from './mutations';

/** Name and VAT number for who may change them, the rest as facts. */
export function CompanyFacts({ company }: { company: CompanyRead }) {
  const t = useT('company');
  const me = useMe();
  const role = useRoleText();
  const countries = new Intl.DisplayNames(useFormatLocale(), { type: 'region', fallback: 'code' });
  const editable = useMay()('company:revise');
  return (
    <Card title={t('facts')}>
      {/* Another version is another form, unless this one was being typed in: then it says so. */}
      {editable && <FactForm company={company} />}
      <dl
        className={`grid grid-cols-[12rem_1fr] gap-y-2 max-sm:grid-cols-1 max-sm:gap-y-0.5 ${editable ? 'mt-5 border-t border-line pt-4' : ''}`}
      >
        {!editable && <Fact label={t('name')}>{company.name}</Fact>}
        {!editable && <Fact label={t('vatNumber')}>{company.vat_number ?? '–'}</Fact>}
        <Fact label={t('country')}>{countries.of(company.country)}</Fact>
        <Fact label={t('currency')}>{company.currency}</Fact>
        <Fact label={t('since')}>
          <DateText day={company.created_at.slice(0, 10)} />
        </Fact>
        {me && <Fact label={t('yourRole')}>{role.name(me.role)}</Fact>}
      </dl>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="font-medium max-sm:mb-2">{children}</dd>
    </>
  );
}

function FactForm({ company }: { company: CompanyRead }) {
  const t = useT('company');
  const revise = useReviseCompany();
  const [base, setBase] = useState(company);
  const [name, setName] = useState(company.name);
  const [vatNumber, setVatNumber] = useState(company.vat_number ?? '');
  const stale = asApiError(revise.error).status === 412;
  const { byField, rest } = useFormErrors(stale ? null : revise.error, ['name', 'vat_number']);
  const changed = name.trim() !== base.name || vatNumber.trim() !== (base.vat_number ?? '');

  if (company !== base && !changed && !stale) take();

  function take() {
    setBase(company);
    setName(company.name);
    setVatNumber(company.vat_number ?? '');
    revise.reset();
  }

  function save(event: FormEvent) {
    event.preventDefault();
    if (!name.trim() || !changed) return;
    revise.mutate(
      { company: base, change: { name: name.trim(), vat_number: vatNumber.trim() || null } },
      {
        onSuccess: (saved) => {
          setBase(saved);
          setName(saved.name);
          setVatNumber(saved.vat_number ?? '');
          toast({ tone: 'done', title: t('saved') });
        },
      },
    );
  }

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      {stale && (
        <Notice
          alert
          tone="warn"
          title={t('stale')}
          action={
            <Button size="sm" onClick={take}>
              {t('takeTheirs')}
            </Button>
          }
        >
          {t('staleText', { name: company.name, vatNumber: company.vat_number ?? '–' })}
        </Notice>
      )}
      <TextField
        label={t('name')}
        value={name}
        maxLength={200}
        autoComplete="organization"
        onChange={(event) => setName(event.target.value)}
        error={name.trim() ? byField.name : t('nameMissing')}
      />
      <TextField
        label={t('vatNumber')}
        value={vatNumber}
        maxLength={20}
        autoComplete="off"
        placeholder="BE0123456749"
        onChange={(event) => setVatNumber(event.target.value)}
        error={byField.vat_number}
      />
      <FormProblem messages={rest} />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={revise.isPending} disabled={!changed || !name.trim()}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
