import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, linkOptions } from '@tanstack/react-router';
import { ScrollText, ShieldCheck } from 'lucide-react';
import { lazy, Suspense, useRef } from 'react';
import { useDownload } from '@/api/download';
import { listAuditEvents } from '@/api/gen/sdk.gen';
import { useListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { formatDay } from '@/lib/dates';
import { dayOfInstant } from '@/lib/instants';
import { Button } from '@/ui/button';
import { DataList } from '@/ui/data-list';
import { DownloadMenu } from '@/ui/download-menu';
import { OPENED, useCloseSheet } from '@/ui/sheet-address';
import { AuditFilters } from './audit-filters';
import { AuditFrame } from './audit-frame';
import type { AuditFilter } from './audit-search';
import { useEventColumns } from './event-list';
import { EventSheet } from './event-sheet';
import { asked, eventsOptions, useVerify } from './queries';

const VerifyPanel = lazy(() => import('./verify-panel'));
const route = getRouteApi('/_app/audit/');

/** Everything that happened; the filter is the address, and what is downloaded is what the filter leaves. */
export function AuditPage() {
  const t = useT('audit');
  const may = useMay();
  const locale = useFormatLocale();
  const { open, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const allowed = may('audit:read');
  const query = useInfiniteQuery({ ...eventsOptions(filter), enabled: allowed });
  const verify = useVerify();
  const verifyButton = useRef<HTMLButtonElement>(null);
  const download = useDownload((format) =>
    listAuditEvents({ query: { ...asked(filter), format }, parseAs: 'blob', throwOnError: true }),
  );
  const state = useListState(query, t('loadFailed'));
  const { rows } = state;
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const narrow = (change: AuditFilter) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const clear = () => void navigate({ search: {}, replace: true });
  /** Opening is a step of its own, going on to the next event is not. */
  const show = (sequence: number) =>
    void navigate({
      search: (now) => ({ ...now, open: sequence }),
      ...(open === undefined ? { state: OPENED } : { state: true, replace: true }),
      resetScroll: false,
    });
  const close = useCloseSheet(
    () => void navigate({ search: (now) => ({ ...now, open: undefined }), replace: true, resetScroll: false }),
  );

  return (
    <AuditFrame
      actions={
        <>
          <DownloadMenu onDownload={download} disabled={rows.length === 0} />
          {may('audit:verify') && (
            <Button
              ref={verifyButton}
              variant="primary"
              icon={ShieldCheck}
              busy={verify.isPending}
              onClick={() => verify.mutate(null)}
            >
              {t('verify')}
            </Button>
          )}
        </>
      }
    >
      {!verify.isIdle && (
        <Suspense>
          <VerifyPanel
            verify={verify}
            onShow={show}
            onClose={() => {
              verify.reset();
              verifyButton.current?.focus();
            }}
          />
        </Suspense>
      )}
      <AuditFilters filter={filter} onFilter={narrow} onClear={clear} />
      <DataList
        label={t('events')}
        state={state}
        columns={useEventColumns()}
        idOf={(event) => String(event.sequence)}
        link={(event) =>
          linkOptions({ to: '/audit', search: { ...filter, open: event.sequence }, state: OPENED, resetScroll: false })
        }
        parts={{
          of: (event) => dayOfInstant(event.recorded_at),
          title: (day) => formatDay(day, locale, { dateStyle: 'full' }),
          label: (day) => t('eventsOf', { day: formatDay(day, locale) }),
        }}
        empty={{ icon: ScrollText, title: t('empty'), text: t('emptyText') }}
        narrowed={filtered && { clear, title: t('noResult'), text: t('noResultText') }}
      />
      <EventSheet
        sequence={open}
        rows={rows}
        onShow={show}
        onClose={close}
        onNarrow={(change) => void navigate({ search: change, replace: true })}
      />
    </AuditFrame>
  );
}
