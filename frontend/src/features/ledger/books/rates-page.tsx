import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { CloudDownload, Coins } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useDownload } from '@/api/download';
import { listExchangeRates } from '@/api/gen/sdk.gen';
import type { ExchangeRateRead } from '@/api/gen/types.gen';
import { useListState } from '@/api/list-state';
import { useCurrency, useMay } from '@/api/me';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { Button } from '@/ui/button';
import { DateText } from '@/ui/date-text';
import type { Column } from '@/ui/list-column';
import { ListPage } from '@/ui/list-page';
import { onDemand } from '@/ui/on-demand';
import { PeriodPicker } from '@/ui/period-picker';
import { Select } from '@/ui/select';
import { currenciesWith } from '../editor/currencies';
import type { RateFilter } from './books-search';
import { useFetchRates } from './mutations';
import { askedRates, ratesOptions } from './queries';
import { RatesFetching } from './rates-fetching';

const RateDialog = onDemand(() => import('./rate-dialog'));
const route = getRouteApi('/_app/books/rates');

/** What other currencies were worth, day by day. */
export function RatesPage() {
  const t = useT('books');
  const posts = useMay()('ledger:post');
  const books = useCurrency();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(ratesOptions(filter));
  const fetching = useFetchRates();
  const [setting, setSetting] = useState(false);
  const [job, setJob] = useState<string | null>(null);
  const ended = useCallback(() => setJob(null), []);
  const search = (change: RateFilter) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const download = useDownload((format) =>
    listExchangeRates({ query: { ...askedRates(filter), format }, parseAs: 'blob', throwOnError: true }),
  );
  return (
    <ListPage
      title={t('parts.rates')}
      description={t('ratesText')}
      make={posts && { label: t('setRate'), run: () => setSetting(true) }}
      actions={
        posts && (
          <Button
            icon={CloudDownload}
            busy={fetching.isPending}
            onClick={() => fetching.mutate(undefined, { onSuccess: (made) => setJob(made.id) })}
          >
            {t('fetchRates')}
          </Button>
        )
      }
      download={download}
      filters={
        <>
          {job && <RatesFetching jobId={job} onEnd={ended} />}
          <Select
            aria-label={t('currency')}
            value={filter.currency ?? ''}
            onChange={(event) => search({ currency: event.target.value || undefined })}
            className="w-40"
          >
            <option value="">{t('allCurrencies')}</option>
            {currenciesWith(filter.currency ?? null)
              .filter((code) => code !== books)
              .map((code) => (
                <option key={code}>{code}</option>
              ))}
          </Select>
          <PeriodPicker value={filter} onChange={({ from, to }) => search({ from, to })} />
        </>
      }
      label={t('parts.rates')}
      state={useListState<ExchangeRateRead>(query, t('loadFailed'))}
      columns={useRateColumns(books)}
      idOf={(row) => row.id}
      empty={{ icon: Coins, title: t('noRates'), text: t('noRatesText') }}
      narrowed={
        Boolean(filter.currency || filter.from || filter.to) && {
          clear: () => void navigate({ search: {}, replace: true }),
        }
      }
    >
      <RateDialog open={setting} onClose={() => setSetting(false)} />
    </ListPage>
  );
}

function useRateColumns(books: string): Column<ExchangeRateRead>[] {
  const t = useT('books');
  const locale = useFormatLocale();
  const names = new Intl.DisplayNames([locale], { type: 'currency' });
  return [
    {
      name: 'valid_on',
      header: t('day'),
      width: '9rem',
      phone: 'below',
      cell: (row) => <DateText day={row.valid_on} />,
    },
    {
      name: 'currency',
      header: t('currency'),
      phone: 'title',
      cell: (row) => (
        <span>
          <span className="font-medium">{row.currency}</span>{' '}
          <span className="text-sm text-muted">{names.of(row.currency)}</span>
        </span>
      ),
    },
    {
      name: 'source',
      header: t('rateSource'),
      width: '10rem',
      cell: (row) => <span className="text-sm text-muted">{t(`rateSources.${row.source}`)}</span>,
    },
    {
      name: 'rate',
      header: t('forOne', { books }),
      width: '9rem',
      align: 'end',
      phone: 'aside',
      cell: (row) => <Amount value={row.rate} />,
    },
    {
      name: 'worth',
      header: t('worth', { books }),
      width: '9rem',
      align: 'end',
      cell: (row) => (
        <span className="text-muted">
          <Amount value={row.worth} />
        </span>
      ),
    },
  ];
}
