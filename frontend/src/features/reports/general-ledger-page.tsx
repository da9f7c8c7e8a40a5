import { useInfiniteQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useMemo } from 'react';
import { useAccountChoices } from '@/api/accounts';
import { reportGeneralLedger } from '@/api/gen/sdk.gen';
import type { ShareRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { Combobox } from '@/ui/combobox';
import { LedgerAccounts } from './ledger-accounts';
import { PagedReport } from './paged-report';
import { accountsText, askedAccounts, generalLedgerOptions } from './queries';
import { useAsked } from './use-asked';
import { useReportFile } from './use-report-file';

/** Every posting per account with the balance after it: where a figure of any report ends up being explained. */
export function GeneralLedgerPage() {
  const t = useT('reports');
  const { asked, account, tag, untagged, ready } = useAsked();
  const wanted = {
    from: asked.from ?? null,
    to: asked.to ?? null,
    account: askedAccounts(account),
    tag_id: tag ?? null,
    untagged: untagged ?? null,
  };
  const query = useInfiniteQuery({ ...generalLedgerOptions(wanted), enabled: ready });
  const pages = query.data?.pages;
  const first = pages?.[0]?.ledger;
  const download = useReportFile((file) =>
    reportGeneralLedger({ query: { ...wanted, ...file }, parseAs: 'blob', throwOnError: true }),
  );
  return (
    <PagedReport
      title={t('names.general-ledger')}
      query={{ ...query, data: first }}
      onDownload={download}
      filters={
        <>
          <AccountFilter />
          {first?.share && <ShareFilter share={first.share} />}
        </>
      }
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

/** Only a tag's share of each posting is shown; pressed, all of it is. */
function ShareFilter({ share }: { share: ShareRead }) {
  const t = useT('reports');
  const { change } = useAsked();
  return (
    <Button
      icon={X}
      title={t('wholePostings')}
      onClick={() => change({ tag: undefined, untagged: undefined })}
      className="max-w-72"
    >
      <span className="truncate">
        {t('shareOf', { name: [share.dimension, share.name].filter(Boolean).join(' · ') })}
      </span>
    </Button>
  );
}
