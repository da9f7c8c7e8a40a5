import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft, Car } from 'lucide-react';
import { useState } from 'react';
import type { CarDeduction } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Card } from '@/ui/card';
import { Checkbox } from '@/ui/checkbox';
import { DateInput } from '@/ui/date-field';
import { DateText } from '@/ui/date-text';
import { EmptyState } from '@/ui/empty-state';
import { Fact } from '@/ui/fact';
import { Field, SelectField, TextField } from '@/ui/field';
import { NotAllowed } from '@/ui/not-allowed';
import { Notice } from '@/ui/notice';
import { PageHeader } from '@/ui/page-header';
import { useTellsCars } from './car-link';
import { type CarAsked, EMISSIONS, emits, FUELS } from './car-search';
import { lawIn } from './law';
import { carOptions } from './queries';

const route = getRouteApi('/_app/expenses/car');

/** How much of a car's costs lowers the taxed profit: what a Belgian company has to know before it fills in its return. */
export function CarPage() {
  const t = useT('expenses');
  const may = useMay();
  const asked = route.useSearch();
  const failure = useFailure();
  const tells = useTellsCars();
  const ready = Boolean(asked.ordered && asked.fuel);
  const query = useQuery({
    ...carOptions(asked),
    enabled: ready && tells && may('expenses:read'),
    placeholderData: keepPreviousData,
  });
  const { detail } = failure(query.error);
  if (!may('expenses:read')) return <NotAllowed />;
  return (
    <div className="mx-auto max-w-3xl">
      <Link to="/expenses" className="mb-3 inline-flex items-center gap-1.5 rounded text-sm text-muted hover:text-ink">
        <ArrowLeft size={14} aria-hidden />
        {t('title')}
      </Link>
      <PageHeader title={t('car.title')} />
      <p className="-mt-2 mb-5 max-w-2xl text-pretty text-muted">{t('car.text')}</p>
      {tells ? (
        <div className="flex flex-col gap-4">
          <CarForm asked={asked} />
          <div aria-live="polite">
            {!ready && <EmptyState icon={Car} title={t('car.empty')} text={t('car.emptyText')} />}
            {ready && query.isError && (
              <Notice tone="bad" title={t('car.failed')}>
                {detail}
              </Notice>
            )}
            {ready && !query.isError && query.data && <Outcome found={query.data} />}
          </div>
        </div>
      ) : (
        <EmptyState icon={Car} title={t('car.notHere')} text={t('car.notHereText')} />
      )}
    </div>
  );
}

/** What decides it; each change is in the address at once, so that it can be kept and sent. */
function CarForm({ asked }: { asked: CarAsked }) {
  const t = useT('expenses');
  const navigate = route.useNavigate();
  const [co2, setCo2] = useState(asked.co2 ?? '');
  const put = (change: Partial<CarAsked>) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const grams = co2.trim().replace(',', '.') || undefined;
  const wrong = grams !== undefined && !EMISSIONS.test(grams);
  return (
    <Card title={t('car.which')}>
      <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
        <Field label={t('car.ordered')} hint={t('car.orderedHint')}>
          {(ids) => (
            <DateInput {...ids} value={asked.ordered ?? null} onChange={(day) => put({ ordered: day ?? undefined })} />
          )}
        </Field>
        <SelectField
          label={t('car.fuel')}
          value={asked.fuel ?? ''}
          onChange={(event) => {
            const fuel = FUELS.find((one) => one === event.target.value);
            put({ fuel, ...(!emits(fuel) && { co2: undefined, plugIn: undefined }) });
            if (!emits(fuel)) setCo2('');
          }}
        >
          <option value="" disabled>
            {t('car.chooseFuel')}
          </option>
          {FUELS.map((fuel) => (
            <option key={fuel} value={fuel}>
              {t(`car.fuels.${fuel}`)}
            </option>
          ))}
        </SelectField>
        {emits(asked.fuel) && (
          <TextField
            label={t('car.co2')}
            hint={t('car.co2Hint')}
            error={wrong ? t('car.co2Wrong') : undefined}
            inputMode="decimal"
            autoComplete="off"
            value={co2}
            onChange={(event) => setCo2(event.target.value)}
            onBlur={() => !wrong && put({ co2: grams })}
            onKeyDown={(event) => event.key === 'Enter' && !wrong && put({ co2: grams })}
          />
        )}
        <Field label={t('car.on')} hint={t('car.onHint')}>
          {(ids) => <DateInput {...ids} value={asked.on ?? null} onChange={(day) => put({ on: day ?? undefined })} />}
        </Field>
      </div>
      {emits(asked.fuel) && (
        <div className="mt-4">
          <Checkbox
            label={t('car.plugIn')}
            hint={t('car.plugInHint')}
            checked={Boolean(asked.plugIn)}
            onChange={(yes) => put({ plugIn: yes ? 'yes' : undefined })}
          />
        </div>
      )}
    </Card>
  );
}

function Outcome({ found }: { found: CarDeduction }) {
  const t = useT('expenses');
  return (
    <Card title={t('car.outcome')}>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] items-baseline gap-x-6 gap-y-2 max-md:grid-cols-1 max-md:gap-y-1">
        <Fact label={t('car.costs')}>
          <span className="figures text-xl font-semibold">{found.cost_percent} %</span>
        </Fact>
        <Fact label={t('car.fuelCosts')}>
          <span className="figures text-xl font-semibold">{found.fuel_percent} %</span>
        </Fact>
        <Fact label={t('car.on')}>
          <DateText day={found.on} />
        </Fact>
        <Fact label={t('car.law')}>{lawIn(found.source, t)}</Fact>
      </dl>
      <p className="mt-3 text-sm text-pretty text-muted">{t('car.vatToo')}</p>
    </Card>
  );
}
