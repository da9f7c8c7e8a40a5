import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { contactOptions } from '@/api/contacts';
import { asApiError } from '@/api/problem';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Badge } from '@/ui/badge';
import { ErrorState } from '@/ui/error-state';
import { Notice } from '@/ui/notice';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { ContactActions } from './contact-actions';
import { ContactFacts } from './contact-facts';
import { ContactMissing } from './contact-missing';
import { ContactStatement } from './contact-statement';
import { OpenItems } from './open-items';

const route = getRouteApi('/_app/contacts/$contactId/');

/** One customer or supplier: who they are, what is open with them, and everything on their account. */
export function ContactPage() {
  const t = useT('contacts');
  const failure = useFailure();
  const { contactId } = route.useParams();
  const query = useQuery(contactOptions(contactId));
  const contact = query.data;
  if (query.isError && asApiError(query.error).missing) return <ContactMissing />;
  return (
    <>
      <Link to="/contacts" className="mb-3 inline-flex items-center gap-1.5 rounded text-sm text-muted hover:text-ink">
        <ArrowLeft size={14} aria-hidden />
        {t('title')}
      </Link>
      <PageHeader
        title={contact?.name ?? t('contact')}
        note={
          contact && (
            <span className="flex gap-2">
              {contact.is_customer && <Badge tone="neutral">{t('customer')}</Badge>}
              {contact.is_supplier && <Badge tone="neutral">{t('supplier')}</Badge>}
              {contact.archived_at && <Badge tone="warn">{t('archived')}</Badge>}
            </span>
          )
        }
      >
        {contact && !contact.merged_into_id && <ContactActions contact={contact} />}
      </PageHeader>
      {query.isPending && (
        <div className="rounded-lg border border-line bg-surface">
          <SkeletonRows rows={6} />
        </div>
      )}
      {query.isError && (
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      {contact?.merged_into_id && (
        <Notice
          tone="neutral"
          title={t('wasMerged')}
          action={
            <Link
              to="/contacts/$contactId"
              params={{ contactId: contact.merged_into_id }}
              className="font-medium text-accent underline"
            >
              {t('openOther')}
            </Link>
          }
        />
      )}
      {contact && (
        <div className="mt-4 grid grid-cols-[20rem_minmax(0,1fr)] items-start gap-4 max-lg:grid-cols-1">
          <ContactFacts contact={contact} />
          {!contact.merged_into_id && (
            <div className="flex min-w-0 flex-col gap-4">
              <OpenItems contact={contact} />
              <ContactStatement contact={contact} />
            </div>
          )}
        </div>
      )}
    </>
  );
}
