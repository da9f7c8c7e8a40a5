import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import { ErrorState } from '@/ui/error-state';

/** A screen that could not be shown: says so, and offers to load it again. */
export function CrashPage({ error }: { error: unknown }) {
  const t = useT('crash');
  const { requestId, status } = asApiError(error);
  return (
    <main className="grid min-h-[60dvh] place-content-center">
      <h1 className="sr-only">{t('title')}</h1>
      <ErrorState
        title={t('title')}
        detail={status > 0 ? undefined : t('text')}
        requestId={requestId}
        onRetry={() => location.reload()}
      />
    </main>
  );
}
