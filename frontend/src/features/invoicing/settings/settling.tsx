import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { companyOptions } from '@/api/company';
import { useFormErrors } from '@/api/form-errors';
import type { CompanyRead } from '@/api/gen/types.gen';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Amount } from '@/ui/amount';
import { Card } from '@/ui/card';
import { ErrorState } from '@/ui/error-state';
import { Field } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { MoneyInput } from '@/ui/money-input';
import { SkeletonRows } from '@/ui/skeleton';
import { SubmitButton } from '@/ui/submit-button';
import { useReviseSettling } from './mutations';

const FIELDS = ['small_difference', 'most_discount_percent'] as const;

/** How small a difference is let go, and how large a discount for prompt payment may be. */
export function SettlingLimits({ editable }: { editable: boolean }) {
  const t = useT('invoicingSettings');
  const failure = useFailure();
  const query = useQuery(companyOptions());
  const company = query.data;
  return (
    <Card title={t('settling')}>
      <p className="mb-4 max-w-2xl text-pretty text-sm text-muted">{t('settlingText')}</p>
      {query.isPending && <SkeletonRows rows={2} />}
      {query.isError && (
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      {company && editable && <LimitsForm company={company} />}
      {company && !editable && (
        <dl className="grid grid-cols-[14rem_1fr] gap-y-2 max-sm:grid-cols-1">
          <dt className="text-muted">{t('smallDifference')}</dt>
          <dd>
            <Amount value={company.small_difference} currency={company.currency} />
          </dd>
          <dt className="text-muted">{t('mostDiscount')}</dt>
          <dd className="figures">{company.most_discount_percent} %</dd>
        </dl>
      )}
    </Card>
  );
}

function LimitsForm({ company }: { company: CompanyRead }) {
  const t = useT('invoicingSettings');
  const revise = useReviseSettling();
  const [small, setSmall] = useState<string | null>(company.small_difference);
  const [most, setMost] = useState<string | null>(company.most_discount_percent);
  const { byField, rest } = useFormErrors(revise.error, FIELDS);
  const changed = small !== company.small_difference || most !== company.most_discount_percent;

  function save(event: FormEvent) {
    event.preventDefault();
    if (small === null || most === null) return;
    revise.mutate(
      { company, small_difference: small, most_discount_percent: most },
      { onSuccess: () => toast({ tone: 'done', title: t('settlingSaved') }) },
    );
  }

  return (
    <form noValidate onSubmit={save} className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
      <Field label={t('smallDifference')} hint={t('smallDifferenceHint')} error={byField.small_difference}>
        {(ids) => <MoneyInput {...ids} value={small} onChange={setSmall} />}
      </Field>
      <Field label={t('mostDiscount')} hint={t('mostDiscountHint')} error={byField.most_discount_percent}>
        {(ids) => <MoneyInput {...ids} value={most} onChange={setMost} />}
      </Field>
      <div className="col-span-full flex flex-col gap-3">
        <FormProblem messages={rest} />
        <div className="flex justify-end">
          <SubmitButton busy={revise.isPending} disabled={!changed || small === null || most === null}>
            {t('settlingSave')}
          </SubmitButton>
        </div>
      </div>
    </form>
  );
}
