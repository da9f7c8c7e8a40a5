import { createRouter } from '@tanstack/react-router';
import { parseSearch, writeSearch } from '@/lib/search-params';
import { CrashPage } from './crash-page';
import { NotFoundPage } from './not-found-page';
import { queryClient } from './query-client';
import { routeTree } from './route-tree.gen';

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  parseSearch,
  stringifySearch: writeSearch,
  scrollRestoration: true,
  scrollToTopSelectors: ['#main'],
  defaultNotFoundComponent: NotFoundPage,
  defaultErrorComponent: CrashPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
