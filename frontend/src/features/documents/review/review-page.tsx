import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { asApiError } from '@/api/problem';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { buttonClass } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { NotFound } from '@/ui/not-found';
import { Skeleton } from '@/ui/skeleton';
import { documentOptions } from '../queries';
import { ReviewDesk } from './review-desk';

const route = getRouteApi('/_app/documents/$documentId');

/** One document on the desk: page left, fields right. A new document is a new desk, so nothing leaks between them. */
export function ReviewPage() {
  const t = useT('review');
  const failure = useFailure();
  const { documentId } = route.useParams();
  const filter = route.useSearch();
  const query = useQuery(documentOptions(documentId));
  if (query.data) return <ReviewDesk key={documentId} document={query.data} filter={filter} />;
  const back = (
    <Link to="/documents" search={filter} className={buttonClass('primary')}>
      {t('back')}
    </Link>
  );
  if (query.isError && asApiError(query.error).missing) {
    return (
      <NotFound title={t('notFound')} text={t('notFoundText')}>
        {back}
      </NotFound>
    );
  }
  if (query.isError) {
    return (
      <div className="flex flex-col items-center">
        <h1 className="sr-only">{t('pages')}</h1>
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
        {back}
      </div>
    );
  }
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)_27rem] gap-4 p-4 max-md:grid-cols-1">
      <h1 className="sr-only">{t('pages')}</h1>
      <Skeleton className="h-full" />
      <Skeleton className="h-full max-md:hidden" />
    </div>
  );
}
