import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useAccountChoices } from '@/api/accounts';
import { useDownload } from '@/api/download';
import { reportGeneralLedger } from '@/api/gen/sdk.gen';
import { useT } from '@/i18n/i18n';
import { Combobox } from '@/ui/combobox';
import { LedgerAccounts } from './ledger-accounts';
import { PagedReport } from './paged-report';
import { accountsText, askedAccounts, generalLedgerOptions } from './queries';
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
    reportGeneralLedger({
      query: { ...days, account: askedAccounts(account), format },
      parseAs: 'blob',
      throwOnError: true,
    }),
  );
  return (
    <PagedReport
      title={t('names.general-ledger')}
      query={{ ...query, data: first }}
      onDownload={download}
      filters={<AccountFilter />}
    >
      <LedgerAccounts pages={pages?.map((page) => page.ledger) ?? []} complete={!query.hasNextPage} />
    </PagedReport>
  );
}

/** One account; beginnings, or several, are shown as such. */
function AccountFilter() {
  const t = useT('reports');
  const { account, change } = useAsked();
  const { choices, ...search } = useAccountChoices();
  const all = useMemo(() => {
    const known = !account || choices.some((choice) => choice.value === account);
    return known
      ? choices
      : [{ value: account, label: t('accountsFrom', { codes: accountsText(account) }) }, ...choices];
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
