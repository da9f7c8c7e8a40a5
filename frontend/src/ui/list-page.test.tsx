import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  linkOptions,
  RouterProvider,
} from '@tanstack/react-router';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Users } from 'lucide-react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { I18n } from '@/i18n/i18n';
import { listenForHotkeys } from '@/lib/hotkeys';
import type { ListState } from '@/lib/list-state';
import { Button } from './button';
import type { Column } from './list-column';
import { ListPage, type ListPageProps } from './list-page';
import { useSelection } from './use-selection';

interface Contact {
  id: string;
  name: string;
  owes: string;
}

const ROWS: Contact[] = ['Claes', 'Dubois', 'Etienne', 'Fonteyn'].map((name, index) => ({
  id: `c${index}`,
  name,
  owes: `${index}00.00`,
}));
const COLUMNS: Column<Contact>[] = [
  { name: 'name', header: 'Name', cell: (row) => row.name, phone: 'title', sortable: true },
  { name: 'city', header: 'City', cell: () => 'Gent' },
  { name: 'owes', header: 'Owes', cell: (row) => row.owes, align: 'end', phone: 'aside', sortable: true },
];
const load = vi.fn();
const retry = vi.fn();
const state = (change: Partial<ListState<Contact>> = {}): ListState<Contact> => ({
  rows: ROWS,
  pending: false,
  stale: false,
  problem: null,
  retry,
  more: { has: false, busy: false, failed: false, load },
  ...change,
});

async function show(props: Partial<ListPageProps<Contact>> = {}) {
  const page = () => (
    <ListPage
      title="Contacts"
      label="Contacts"
      state={state()}
      columns={COLUMNS}
      idOf={(row) => row.id}
      nameOf={(row) => row.name}
      empty={{ icon: Users, title: 'No contacts yet', text: 'They appear with the first invoice.' }}
      {...props}
    />
  );
  return { user: await showPage(page), page };
}

async function showPage(component: () => React.ReactNode) {
  const router = createRouter({ routeTree: createRootRoute({ component }), history: createMemoryHistory() });
  render(
    <I18n>
      <RouterProvider router={router as never} />
    </I18n>,
  );
  await screen.findByRole('heading', { name: 'Contacts' });
  return userEvent.setup();
}

let stop = () => {};
beforeEach(() => {
  stop = listenForHotkeys();
});
afterEach(() => {
  stop();
  vi.clearAllMocks();
});

describe('the states of a list', () => {
  it('teaches while there is nothing, and offers the first thing to make there too', async () => {
    const run = vi.fn();
    const { user } = await show({ state: state({ rows: [] }), make: { label: 'New contact', run }, download: vi.fn() });
    expect(screen.getByText('They appear with the first invoice.')).toBeVisible();
    expect(screen.getAllByRole('button', { name: /New contact/ })).toHaveLength(2);
    expect(screen.queryByRole('button', { name: 'Download' })).not.toBeInTheDocument();
    await user.keyboard('n');
    expect(run).toHaveBeenCalledOnce();
  });

  it('tells nothing yet from nothing that fits, and leads out of the filter', async () => {
    const clear = vi.fn();
    const { user } = await show({
      state: state({ rows: [] }),
      narrowed: { clear },
      filters: <input aria-label="Search" />,
      download: vi.fn(),
    });
    expect(screen.getByText('Nothing matches these filters')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Download' })).toBeDisabled();
    for (const button of screen.getAllByRole('button', { name: 'Clear filters' })) await user.click(button);
    expect(clear).toHaveBeenCalledTimes(2);
  });

  it('says what failed and tries again', async () => {
    const problem = { title: 'Not loaded', detail: 'Too busy', requestId: 'req_9' };
    const { user } = await show({ state: state({ rows: [], problem }) });
    expect(screen.getByRole('alert')).toHaveTextContent('Not loadedToo busyRequest req_9');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledOnce();
  });

  it('keeps the rows when the rest does not come, and asks again only when told to', async () => {
    const { user } = await show({ state: state({ more: { has: true, busy: false, failed: true, load } }) });
    expect(screen.getByRole('alert')).toHaveTextContent('The rest could not be loaded.');
    expect(load).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(load).toHaveBeenCalledOnce();
  });

  it('waits in rows', async () => {
    await show({ state: state({ rows: [], pending: true }) });
    expect(screen.getByRole('status')).toHaveTextContent('Loading…');
  });

  it('shows itself to nobody who may not see it', async () => {
    await show({ allowed: false, notAllowed: 'Owners only.', make: { label: 'New', run: vi.fn() } });
    expect(screen.getByText('Owners only.')).toBeVisible();
    expect(screen.queryByRole('button', { name: /New/ })).not.toBeInTheDocument();
  });

  it('marks rows of the filter before this one', async () => {
    await show({ state: state({ stale: true }) });
    expect(screen.getByRole('list', { name: 'Contacts' }).parentElement).toHaveAttribute('aria-busy', 'true');
  });
});

describe('the rows of a list', () => {
  it('are walked with J and K, and open with Enter', async () => {
    const { user } = await show({ detail: (row) => <p>All about {row.name}</p> });
    await user.keyboard('jjjk');
    expect(screen.getByRole('button', { name: 'DuboisGent100.00' })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(screen.getByText('All about Dubois')).toBeVisible();
  });

  it('lead somewhere', async () => {
    await show({ link: (row) => linkOptions({ to: '/accounts', search: { q: row.id } }) });
    expect(screen.getByRole('link', { name: /Claes/ })).toHaveAttribute('href', '/accounts?q=c0');
  });

  it('stand in parts with headings', async () => {
    const parts = { of: (row: Contact) => (row.name < 'E' ? 'A–D' : 'E–Z'), title: (part: string) => part };
    await show({ parts, detail: (row) => row.name });
    expect(screen.getAllByRole('heading', { level: 2 }).map((one) => one.textContent)).toEqual(['A–D', 'E–Z']);
    expect(within(screen.getByRole('list', { name: 'E–Z' })).getAllByRole('listitem')).toHaveLength(2);
  });

  it('are sorted by a header, up and then down', async () => {
    const onSort = vi.fn();
    const { user } = await show({ sort: 'owes', onSort });
    await user.click(screen.getByRole('button', { name: 'Sort by Name' }));
    await user.click(screen.getByRole('button', { name: 'Owes, sorted upwards: sort downwards' }));
    expect(onSort.mock.calls).toEqual([['name'], ['-owes']]);
    expect(screen.queryByRole('button', { name: /City/ })).not.toBeInTheDocument();
  });

  it('fold up on a phone: title, small print and the edge', async () => {
    const wide = window.matchMedia;
    window.matchMedia = (media) => ({ ...wide(media), matches: media === '(width < 48rem)' });
    await show({ detail: (row) => row.name });
    window.matchMedia = wide;
    expect(screen.getByRole('button', { name: 'Claes000.00' })).toBeVisible();
    expect(screen.queryByText('Gent')).not.toBeInTheDocument();
  });
});

describe('ticked rows', () => {
  function Page() {
    const selection = useSelection(ROWS.map((row) => row.id));
    return (
      <ListPage
        title="Contacts"
        label="Contacts"
        state={state()}
        columns={COLUMNS}
        idOf={(row) => row.id}
        nameOf={(row) => row.name}
        link={() => ({ to: '/' })}
        empty={{ icon: Users, title: 'None' }}
        selection={selection}
        bulk={<Button>Merge {selection.ids.join(' ')}</Button>}
      />
    );
  }

  it('are counted and handed to what is done with them; Shift takes a range, X and Escape need no mouse', async () => {
    const user = await showPage(Page);
    expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
    await user.click(screen.getByRole('checkbox', { name: 'Select Claes' }));
    await user.keyboard('{Shift>}');
    await user.click(screen.getByRole('checkbox', { name: 'Select Etienne' }));
    await user.keyboard('{/Shift}');
    const bar = within(screen.getByRole('toolbar', { name: 'With what is selected' }));
    expect(bar.getByText('3 selected')).toBeVisible();
    expect(bar.getByRole('button', { name: 'Merge c0 c1 c2' })).toBeVisible();
    expect(screen.getByRole('checkbox', { name: 'Select all' })).toBePartiallyChecked();

    await user.keyboard('j');
    expect(screen.getByRole('link', { name: /Fonteyn/ })).toHaveFocus();
    await user.keyboard('x');
    expect(bar.getByText('4 selected')).toBeVisible();
    expect(screen.getByRole('checkbox', { name: 'Select all' })).toBeChecked();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
  });

  it('are all of them, or none', async () => {
    const user = await showPage(Page);
    await user.click(screen.getByRole('checkbox', { name: 'Select all' }));
    expect(screen.getByRole('button', { name: 'Merge c0 c1 c2 c3' })).toBeVisible();
    await user.click(screen.getByRole('checkbox', { name: 'Select all' }));
    expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
  });
});
