import { useEffect } from 'react';
import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import { isUnfetched, useOnline } from '@/lib/online';
import { ErrorState } from '@/ui/error-state';

const again = () => location.reload();

/** A screen that could not be shown: says so, and offers to load it again; without a connection once that is back. */
export function CrashPage({ error }: { error: unknown }) {
  const t = useT('crash');
  const online = useOnline();
  const unfetched = isUnfetched(error);
  const { requestId, status } = asApiError(error);
  useEffect(() => {
    if (unfetched && online) again();
  }, [unfetched, online]);
  return (
    <main className="grid min-h-[60dvh] place-content-center">
      <h1 className="sr-only">{t('title')}</h1>
      <ErrorState
        title={t('title')}
        detail={unfetched ? t('offline') : status > 0 ? undefined : t('text')}
        requestId={requestId}
        {...(!unfetched && { onRetry: again })}
      />
    </main>
  );
}
