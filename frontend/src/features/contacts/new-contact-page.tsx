import { getRouteApi, Link, linkOptions, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ContactRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { buttonClass } from '@/ui/button';
import { NotAllowed } from '@/ui/not-allowed';
import { PageHeader } from '@/ui/page-header';
import { ContactForm } from './contact-form';
import type { NewContactSearch } from './contact-search';
import { useMakeContact } from './mutations';
import { askedFrom, blankContact } from './typed-contact';

const route = getRouteApi('/_app/contacts/new');

/** A new customer or supplier; whoever came from an invoice goes back to it, with the contact or without. */
export function NewContactPage() {
  const t = useT('contacts');
  const may = useMay();
  const navigate = useNavigate();
  const asked = route.useSearch();
  const { role, name } = asked;
  const make = useMakeContact();
  const [initial] = useState(() => blankContact(role, name));

  function made(contact: ContactRead) {
    toast({ tone: 'done', title: t('made', { name: contact.name }) });
    const own = { to: '/contacts/$contactId', params: { contactId: contact.id } } as const;
    void navigate({ ...(written(asked, contact.id) ?? own), ignoreBlocker: true });
  }

  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title={t('newTitle')} />
      {may('contacts:write') ? (
        <ContactForm
          initial={initial}
          error={make.error}
          busy={make.isPending}
          cancel={
            <Link
              ignoreBlocker
              {...(written(asked) ?? { to: '/contacts', search: { role } })}
              className={buttonClass()}
            >
              {t('cancel')}
            </Link>
          }
          onSave={(typed) => make.mutate(askedFrom(typed), { onSuccess: made })}
        />
      ) : (
        <NotAllowed />
      )}
    </div>
  );
}

/** The way back to what was being written when the contact was missing. */
function written({ back, draft }: NewContactSearch, contact?: string) {
  if (draft) return linkOptions({ to: '/invoices/$invoiceId/edit', params: { invoiceId: draft }, search: { contact } });
  return back && linkOptions({ to: '/invoices/new', search: { make: back, contact } });
}
