import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, linkOptions, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { contactOptions } from '@/api/contacts';
import type { ContactRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { buttonClass } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { NotAllowed } from '@/ui/not-allowed';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { ContactForm } from './contact-form';
import { ContactMissing } from './contact-missing';
import { useReviseContact } from './mutations';
import { changesOf, typedFrom } from './typed-contact';

const route = getRouteApi('/_app/contacts/$contactId/edit');

/** What is known of a contact, to be changed; whoever came from a draft that lacks some of it goes back to that. */
export function EditContactPage() {
  const t = useT('contacts');
  const may = useMay();
  const failure = useFailure();
  const { contactId } = route.useParams();
  const query = useQuery(contactOptions(contactId));
  if (query.isError && asApiError(query.error).missing) return <ContactMissing />;
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title={query.data?.name ?? t('title')} />
      {!may('contacts:write') && <NotAllowed />}
      {query.isPending && <SkeletonRows rows={6} />}
      {query.isError && (
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      {query.data && may('contacts:write') && <Editing key={query.data.id} contact={query.data} />}
    </div>
  );
}

function Editing({ contact }: { contact: ContactRead }) {
  const t = useT('contacts');
  const navigate = useNavigate();
  const revise = useReviseContact();
  // What was on the screen first: a version that comes later does not overwrite what is being typed.
  const [seen] = useState(contact);
  const [initial] = useState(() => typedFrom(contact));
  const { draft } = route.useSearch();
  const from = draft
    ? linkOptions({ to: '/invoices/$invoiceId', params: { invoiceId: draft } })
    : linkOptions({ to: '/contacts/$contactId', params: { contactId: contact.id } });
  const back = () => void navigate({ ...from, ignoreBlocker: true });
  return (
    <ContactForm
      initial={initial}
      ownId={contact.id}
      error={revise.error}
      busy={revise.isPending}
      cancel={
        <Link {...from} ignoreBlocker className={buttonClass()}>
          {t('cancel')}
        </Link>
      }
      onSave={(typed) => {
        const change = changesOf(initial, typed);
        if (Object.keys(change).length === 0) return back();
        revise.mutate(
          { id: contact.id, version: seen.version, change },
          {
            onSuccess: (saved) => {
              toast({ tone: 'done', title: t('saved', { name: saved.name }) });
              back();
            },
          },
        );
      }}
    />
  );
}
