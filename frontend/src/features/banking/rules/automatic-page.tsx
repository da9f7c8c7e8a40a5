import { useQuery } from '@tanstack/react-query';
import type { SettingsRead } from '@/api/gen/types.gen';
import { useCurrency, useMay } from '@/api/me';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Amount } from '@/ui/amount';
import { Card } from '@/ui/card';
import { Checkbox } from '@/ui/checkbox';
import { ErrorState } from '@/ui/error-state';
import { Field } from '@/ui/field';
import { MoneyInput } from '@/ui/money-input';
import { Notice } from '@/ui/notice';
import { type Option, OptionCards } from '@/ui/option-cards';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { useReviseSettings } from './mutations';
import { settingsOptions } from './queries';

/** How sure is sure: what is offered, in words and not in figures alone. */
const LEVELS = ['0.999', '0.99', '0.97'] as const;

/** What may happen without anybody looking, and how sure it must be. */
export function AutomaticPage() {
  const t = useT('banking');
  const failure = useFailure();
  const { data, error, refetch } = useQuery(settingsOptions());
  return (
    <div className="max-w-3xl">
      <PageHeader title={t('automatic')} />
      <p className="-mt-2 mb-5 text-pretty text-muted">{t('automaticText')}</p>
      {data ? (
        <Settings found={data} />
      ) : error ? (
        <ErrorState title={t('settingsFailed')} {...failure(error)} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows rows={4} />
      )}
    </div>
  );
}

function Settings({ found }: { found: SettingsRead }) {
  const t = useT('banking');
  const currency = useCurrency();
  const may = useMay();
  const revise = useReviseSettings();
  const kept = { onSuccess: () => void toast({ tone: 'done', title: t('settingsKept'), topic: 'bank-settings' }) };
  const now = String(found.auto_from);
  const known = LEVELS.find((level) => Number(level) === Number(now));
  const options: Option<string>[] = LEVELS.map((level) => ({
    value: level,
    label: t(`levels.${names[level]}`),
    hint: t(`levelHints.${names[level]}`),
  }));
  if (!known) options.push({ value: now, label: t('levels.own', { percent: Number(now) * 100 }) });

  if (!may('banking:reconcile')) {
    return (
      <Notice tone="neutral" title={t(found.applies_alone ? 'appliesAlone' : 'appliesNever')}>
        {t('largestFee')}: <Amount value={found.largest_fee} currency={currency} />
      </Notice>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <Card title={t('howSure')}>
        <OptionCards
          legend={t('howSureLegend')}
          options={options}
          value={known ?? now}
          onChange={(auto_from) => revise.mutate({ version: found.version, auto_from }, kept)}
        />
        <p className="mt-3 text-sm text-muted">{t('neverOnTie')}</p>
      </Card>
      <Card title={t('withoutAsking')}>
        <Checkbox
          checked={found.applies_alone}
          disabled={revise.isPending}
          onChange={(applies_alone) => revise.mutate({ version: found.version, applies_alone }, kept)}
          label={t('appliesAlone')}
          hint={t('appliesAloneHint')}
        />
      </Card>
      <Card title={t('largestFee')}>
        <div className="w-48">
          <Field label={`${t('amount')} (${currency})`} hint={t('largestFeeHint')}>
            {(ids) => (
              <MoneyInput
                {...ids}
                value={found.largest_fee}
                onChange={(largest_fee) =>
                  largest_fee !== null && revise.mutate({ version: found.version, largest_fee }, kept)
                }
              />
            )}
          </Field>
        </div>
      </Card>
    </div>
  );
}

const names = { '0.999': 'surest', '0.99': 'sure', '0.97': 'likely' } as const;
