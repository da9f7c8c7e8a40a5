import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useDownload } from '@/api/download';
import { listApiKeys } from '@/api/gen/sdk.gen';
import { useListState } from '@/api/list-state';
import { useMay, useMe } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import { ListPage } from '@/ui/list-page';
import { onDemand } from '@/ui/on-demand';
import { VerifyFirst } from '../verify-first';
import { KeyDetail, useKeyColumns } from './key-list';
import { asked, keysOptions } from './queries';

const MakeKeyDialog = onDemand(() => import('./make-key-dialog'));
const route = getRouteApi('/_app/settings/api-keys');
const STATES = [undefined, 'active', 'expired', 'revoked'] as const;

/** The keys of this company's programs: what each may, until when, and whether it is still used. */
export function KeysPage() {
  const t = useT('apiKeys');
  const may = useMay();
  const me = useMe();
  const { status } = route.useSearch();
  const navigate = route.useNavigate();
  const [making, setMaking] = useState(false);
  const query = useInfiniteQuery({ ...keysOptions(status), enabled: may('api_keys:read') });
  const download = useDownload((format) =>
    listApiKeys({ query: { ...asked(status), format }, parseAs: 'blob', throwOnError: true }),
  );
  return (
    <ListPage
      title={t('title')}
      description={t('text')}
      allowed={may('api_keys:read')}
      notAllowed={t('notAllowed')}
      make={may('api_keys:manage') && me?.email_verified !== false && { label: t('make'), run: () => setMaking(true) }}
      download={download}
      lead={<VerifyFirst title={t('unverified')} text={(email) => t('unverifiedText', { email })} />}
      tabs={
        <LinkTabs label={t('byState')}>
          {STATES.map((state) => (
            <Link
              key={state ?? 'all'}
              to="/settings/api-keys"
              search={{ status: state }}
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
      columns={useKeyColumns()}
      idOf={(row) => row.id}
      detail={(row) => <KeyDetail row={row} mayRevoke={may('api_keys:manage')} />}
      empty={{ icon: KeyRound, title: t('empty'), text: t('emptyText') }}
      narrowed={
        status && {
          clear: () => void navigate({ search: {}, replace: true }),
          title: t('noneInState'),
          clearLabel: t('showAll'),
        }
      }
    >
      <MakeKeyDialog open={making} onClose={() => setMaking(false)} />
    </ListPage>
  );
}
