import { CSPProvider } from '@base-ui/react/csp-provider';
import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRouter, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { openSession } from '@/api/session';
import { refuseUnreadable } from '@/api/unreadable';
import { NotFoundPage } from '@/app/not-found-page';
import { routeTree } from '@/app/route-tree.gen';
import { I18n } from '@/i18n/i18n';
import { parseSearch, writeSearch } from '@/lib/search-params';
import { ME } from './fixtures';

/** The whole application at one address, signed in, with a keyboard to play on. */
export async function openPage(address: string) {
  openSession({ access_token: 'test', expires_in: 900, tenant: ME.tenant });
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: 15_000 } },
    mutationCache: new MutationCache({ onMutate: refuseUnreadable }),
  });
  const router = createRouter({
    routeTree,
    context: { queryClient: client },
    parseSearch,
    stringifySearch: writeSearch,
    defaultNotFoundComponent: NotFoundPage,
    history: createMemoryHistory({ initialEntries: [address] }),
  });
  const view = render(
    <CSPProvider disableStyleElements>
      <I18n>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18n>
    </CSPProvider>,
  );
  return { ...view, router, client, user: userEvent.setup() };
}

/** What axe holds against the page in its shell; colours, sizes and landmarks are for the browser tests. */
export async function violations(): Promise<string[]> {
  const off = { enabled: false };
  const found = await axe.run(document.querySelector('main') ?? document.body, {
    rules: { 'color-contrast': off, region: off, 'target-size': off },
  });
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}
