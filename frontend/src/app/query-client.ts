import { MutationCache, QueryClient } from '@tanstack/react-query';
import { ApiError, asApiError } from '@/api/problem';
import { translator } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';

/** One place says that an action failed, unless the screen that started it does. */
function sayFailure(reason: unknown): void {
  const t = translator();
  const error = asApiError(reason);
  const code = error.code as Parameters<typeof t.has>[0];
  const text = t.has(`problem.${code}` as 'problem.unknown')
    ? t(`problem.${code}` as 'problem.unknown')
    : error.problem.title;
  const title = error.status === 0 ? t('problem.no_answer') : text;
  toast({
    tone: 'problem',
    title,
    detail: error.requestId ? t('common.requestId', { id: error.requestId }) : undefined,
  });
}

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
    onError: (error, _variables, _context, mutation) => {
      if (!mutation.meta?.quiet) sayFailure(error);
    },
  }),
});
