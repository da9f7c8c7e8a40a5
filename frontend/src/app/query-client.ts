import { MutationCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from '@/api/problem';
import { sayFailure } from '@/api/say-failure';
import { refuseUnreadable } from '@/api/unreadable';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What the server refused will be refused again; only a missing answer is worth another try.
      retry: (failures, error) =>
        failures < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 502),
    },
  },
  mutationCache: new MutationCache({
    onMutate: refuseUnreadable,
    // One place says that an action failed, unless the screen that started it does.
    onError: (error, _variables, _context, mutation) => {
      if (!mutation.meta?.quiet) sayFailure(error);
    },
  }),
});
