import { type LucideIcon, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useHotkeys } from '@/lib/hotkeys';
import { Button } from './button';
import { DataList, type DataListProps } from './data-list';
import { DownloadMenu } from './download-menu';
import { FilterBar } from './filter-bar';
import { NotAllowed } from './not-allowed';
import { PageHeader } from './page-header';

/**
 * A page that is a list. The page gives data, the frame brings the rest: heading and actions, filters, columns that
 * fold up on a phone, J/K/Enter, skeleton, error with a way to try again, a first-time text, "nothing fits", more on
 * scrolling, the file of what is shown, and boxes to tick with a bar of what can be done with them.
 *
 *     const filter = route.useSearch();                       // the filter is the address
 *     const query = useInfiniteQuery(contactsOptions(filter));
 *     const state = useListState(query, t('loadFailed'));     // api/list-state
 *     const download = useDownload((format) => listContacts({ query: { ...asked(filter), format }, … }));
 *     return (
 *       <ListPage
 *         title={t('title')}
 *         description={t('text')}
 *         allowed={may('contacts:read')}
 *         make={{ label: t('make'), run: () => setMaking(true) }}      // primary button, the key N, and in the empty list
 *         download={download}
 *         filters={<SearchField … />}
 *         label={t('title')}
 *         state={state}
 *         columns={columns}                                            // ui/list-column
 *         idOf={(row) => row.id}
 *         link={(row) => linkOptions({ to: '/contacts/$contactId', params: { contactId: row.id } })}
 *         empty={{ icon: Users, title: t('empty'), text: t('emptyText') }}
 *         narrowed={filtered && { clear }}
 *         selection={selection}                                        // ui/use-selection
 *         bulk={<Button size="sm">…</Button>}
 *       />
 *     );
 *
 * A list that is only a part of a page is a <DataList> by itself, with a <FilterBar> above it.
 */
export interface ListPageProps<Row> extends DataListProps<Row> {
  title: string;
  note?: ReactNode;
  /** What this is for, in a sentence or two. */
  description?: ReactNode;
  /** False where the role may not see it. */
  allowed?: boolean;
  notAllowed?: string;
  /** The one thing to make here. */
  make?: { label: string; run: () => void; icon?: LucideIcon } | false | undefined;
  /** Where making takes more than a button of ours: stands in its place. */
  primary?: ReactNode;
  /** What else can be done, left of the button that makes. */
  actions?: ReactNode;
  download?: Parameters<typeof DownloadMenu>[0]['onDownload'];
  /** Between the heading and the filters: notices, what a check found. */
  lead?: ReactNode;
  filters?: ReactNode;
  /** The states of the list as links. */
  tabs?: ReactNode;
  /** What all of it comes to: see ui/list-sum. */
  sums?: ReactNode;
  /** Dialogs and panels of the page. */
  children?: ReactNode;
}

export function ListPage<Row>(props: ListPageProps<Row>) {
  const { title, note, description, allowed = true, notAllowed, make, primary, actions, download } = props;
  const { lead, filters, tabs, sums, children, ...list } = props;
  const run = allowed && make ? make.run : null;
  useHotkeys(run && make ? [{ keys: 'n', label: make.label, group: title, run }] : []);

  if (!allowed) {
    return (
      <>
        <PageHeader title={title} />
        <NotAllowed {...(notAllowed ? { text: notAllowed } : {})} />
      </>
    );
  }
  const makeButton = make && (
    <Button variant="primary" icon={make.icon ?? Plus} keys="n" onClick={make.run}>
      {make.label}
    </Button>
  );
  // The file of an empty list is no use to anyone; where a filter emptied it, the button stays where it was.
  const none = list.state.rows.length === 0;
  const narrowed = list.narrowed || undefined;
  const nothingYet = none && !narrowed;
  return (
    <>
      <PageHeader title={title} note={note}>
        {actions}
        {download && !nothingYet && <DownloadMenu onDownload={download} disabled={none} />}
        {primary ?? makeButton}
      </PageHeader>
      {description && <p className="-mt-2 mb-5 max-w-2xl text-pretty text-muted">{description}</p>}
      {lead}
      {filters && <FilterBar onClear={narrowed?.clear}>{filters}</FilterBar>}
      {tabs}
      {!nothingYet && sums}
      <DataList {...list} empty={{ ...list.empty, action: list.empty.action ?? makeButton }} />
      {children}
    </>
  );
}
