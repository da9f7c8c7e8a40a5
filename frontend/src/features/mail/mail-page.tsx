import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Mail } from 'lucide-react';
import { useDownload } from '@/api/download';
import { listMails } from '@/api/gen/sdk.gen';
import { useListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import { ListPage } from '@/ui/list-page';
import { PeriodPicker } from '@/ui/period-picker';
import { SearchField } from '@/ui/search-field';
import { MailDetail, useMailColumns } from './mail-list';
import type { MailFilter } from './mail-search';
import { asked, mailsOptions } from './queries';

const route = getRouteApi('/_app/settings/mail');
const STATES = [undefined, 'queued', 'sent', 'failed'] as const;

/** What was mailed in this company's name: whether it went, and why not. */
export function MailPage() {
  const t = useT('mail');
  const may = useMay();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery({ ...mailsOptions(filter), enabled: may('mail:read') });
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const narrow = (change: MailFilter) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const download = useDownload((format) =>
    listMails({ query: { ...asked(filter), format }, parseAs: 'blob', throwOnError: true }),
  );
  return (
    <ListPage
      title={t('title')}
      description={t('text')}
      allowed={may('mail:read')}
      notAllowed={t('notAllowed')}
      download={download}
      filters={
        <>
          <PeriodPicker value={filter} onChange={({ from, to }) => narrow({ from, to })} />
          <SearchField label={t('search')} value={filter.q} onSearch={(q) => narrow({ q })} />
        </>
      }
      tabs={
        <LinkTabs label={t('byState')}>
          {STATES.map((state) => (
            <Link
              key={state ?? 'all'}
              to="/settings/mail"
              search={{ ...filter, status: state }}
              replace
              activeOptions={{ exact: true }}
              className={TAB}
            >
              {t(`tabs.${state ?? 'all'}`)}
            </Link>
          ))}
        </LinkTabs>
      }
      label={t('title')}
      state={useListState(query, t('loadFailed'))}
      columns={useMailColumns()}
      idOf={(row) => row.id}
      detail={(row) => <MailDetail row={row} maySend={may('mail:send')} />}
      empty={{ icon: Mail, title: t('empty'), text: t('emptyText') }}
      narrowed={filtered && { clear: () => void navigate({ search: {}, replace: true }), title: t('noResult') }}
    />
  );
}
