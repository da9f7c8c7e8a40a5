import { useInfiniteQuery } from '@tanstack/react-query';
import { BookOpen } from 'lucide-react';
import { useMemo } from 'react';
import { useAccountChoices } from '@/api/accounts';
import { useDownload } from '@/api/download';
import { reportsReportGeneralLedger } from '@/api/gen/sdk.gen';
import { useT } from '@/i18n/i18n';
import { Combobox } from '@/ui/combobox';
import { EmptyState } from '@/ui/empty-state';
import { More } from '@/ui/more';
import { LedgerAccounts } from './ledger-accounts';
import { askedAccounts, generalLedgerOptions } from './queries';
import { ReportFrame } from './report-frame';
import { useAsked } from './use-asked';

/** Every posting per account with the balance after it: where a figure of any report ends up being explained. */
export function GeneralLedgerPage() {
  const t = useT('reports');
  const { asked, account, ready } = useAsked();
  const days = { from: asked.from ?? null, to: asked.to ?? null };
  const query = useInfiniteQuery({ ...generalLedgerOptions(days, account), enabled: ready });
  const pages = query.data?.pages;
  const first = pages?.[0]?.ledger;
  const download = useDownload((format: 'csv' | 'xlsx' | 'pdf') =>
    reportsReportGeneralLedger({
      query: { ...days, account: askedAccounts(account), format },
      parseAs: 'blob',
      throwOnError: true,
    }),
  );
  return (
    <ReportFrame
      title={t('names.general-ledger')}
      query={{ ...query, data: first }}
      onDownload={download}
      comparable={false}
      filters={<AccountFilter />}
    >
      {() => (
        <>
          {first?.rows.length === 0 ? (
            <EmptyState icon={BookOpen} title={t('nothing')} text={t('nothingText')} />
          ) : (
            <LedgerAccounts pages={pages?.map((page) => page.ledger) ?? []} complete={!query.hasNextPage} />
          )}
          <More
            has={query.hasNextPage}
            busy={query.isFetchingNextPage}
            failed={query.isFetchNextPageError}
            onMore={() => void query.fetchNextPage()}
          />
        </>
      )}
    </ReportFrame>
  );
}

/** One account; a code that is only a beginning, or several, are shown as such. */
function AccountFilter() {
  const t = useT('reports');
  const { account, change } = useAsked();
  const { choices, ...search } = useAccountChoices();
  const all = useMemo(() => {
    const known = !account || choices.some((choice) => choice.value === account);
    return known ? choices : [{ value: account, label: t('accountsFrom', { code: account }) }, ...choices];
  }, [choices, account, t]);
  return (
    <div className="w-72 max-md:w-full">
      <Combobox
        label={t('account')}
        placeholder={t('allAccounts')}
        choices={all}
        {...search}
        value={account ?? null}
        clearable
        onChange={(code) => change({ account: code ?? undefined })}
      />
    </div>
  );
}
