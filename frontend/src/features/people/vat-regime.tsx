import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { CompanyRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import type { Day } from '@/lib/dates';
import { toast } from '@/lib/toasts';
import { Card } from '@/ui/card';
import { Checkbox } from '@/ui/checkbox';
import { DateInput } from '@/ui/date-field';
import { DateText } from '@/ui/date-text';
import { Field, SelectField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { SubmitButton } from '@/ui/submit-button';
import { useSayRegime } from './mutations';

const REGIMES = ['standard', 'small_enterprise', 'exempt'] as const;
type Regime = (typeof REGIMES)[number];

/** How the company stands towards VAT and since when; a change asks from which day. */
export function VatRegime({ company }: { company: CompanyRead }) {
  const t = useT('vatRegime');
  const editable = useMay()('company:revise');
  return (
    <Card title={t('title')}>
      <p className="mb-4 max-w-2xl text-pretty text-sm text-muted">{t('text')}</p>
      <ol className="grid gap-1">
        {company.vat_regimes.map((each) => (
          <li key={each.valid_from ?? ''} className="grid grid-cols-[12rem_1fr] gap-x-4 max-sm:grid-cols-1">
            <span className="text-muted">
              {each.valid_from ? (
                <>
                  {t('from')} <DateText day={each.valid_from} />
                </>
              ) : (
                t('fromTheBeginning')
              )}
            </span>
            <span className="font-medium">{t(`regime.${each.regime}`)}</span>
          </li>
        ))}
      </ol>
      {editable && <RegimeForm key={company.vat_regimes.length} company={company} />}
    </Card>
  );
}

function RegimeForm({ company }: { company: CompanyRead }) {
  const t = useT('vatRegime');
  const say = useSayRegime();
  const [regime, setRegime] = useState<Regime>(company.vat_regimes.at(-1)?.regime ?? 'standard');
  const [day, setDay] = useState<Day | null>(null);
  const [always, setAlways] = useState(false);
  const { byField, rest } = useFormErrors(say.error, always ? [] : ['valid_from']);

  function save(event: FormEvent) {
    event.preventDefault();
    if (!always && !day) return;
    say.mutate(
      { regime, valid_from: always ? null : day },
      { onSuccess: () => toast({ tone: 'done', title: t('saved') }) },
    );
  }

  return (
    <form
      noValidate
      onSubmit={save}
      className="mt-5 grid grid-cols-2 gap-4 border-t border-line pt-4 max-sm:grid-cols-1"
    >
      <SelectField
        label={t('regimeLabel')}
        value={regime}
        onChange={(event) => setRegime(event.target.value as Regime)}
      >
        {REGIMES.map((each) => (
          <option key={each} value={each}>
            {t(`regime.${each}`)}
          </option>
        ))}
      </SelectField>
      {!always && (
        <Field label={t('validFrom')} hint={t('validFromHint')} error={byField.valid_from}>
          {(ids) => <DateInput {...ids} value={day} onChange={setDay} />}
        </Field>
      )}
      <div className="col-span-full">
        <Checkbox checked={always} onChange={setAlways} label={t('always')} hint={t('alwaysHint')} />
      </div>
      <div className="col-span-full flex flex-col gap-3">
        <FormProblem messages={rest} />
        <div className="flex justify-end">
          <SubmitButton busy={say.isPending} disabled={!always && !day}>
            {t('save')}
          </SubmitButton>
        </div>
      </div>
    </form>
  );
}
