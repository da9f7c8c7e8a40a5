import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { InvoiceShown } from '@/api/gen/types.gen';
import { useMay, useMe } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { buttonClass } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { NotAllowed } from '@/ui/not-allowed';
import { Notice } from '@/ui/notice';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { InvoiceMissing } from '../invoice-missing';
import { OF_MAKE } from '../invoice-types';
import { invoiceOptions } from '../queries';
import { blankDraft, draftFrom } from './draft';
import { InvoiceEditor } from './invoice-editor';

const newRoute = getRouteApi('/_app/invoices/new');
const editRoute = getRouteApi('/_app/invoices/$invoiceId/edit');

/** Unsaved work belongs to one person in one company. */
function useKeptName(what: string): string {
  const me = useMe();
  return `${me?.tenant.id ?? ''}:${me?.id ?? ''}:${what}`;
}

/** A new invoice, purchase, quote or credit note. */
export function NewInvoicePage() {
  const t = useT('editor');
  const may = useMay();
  const { make = 'sale', contact } = newRoute.useSearch();
  const currency = useMe()?.tenant.currency ?? 'EUR';
  const { direction, kind } = OF_MAKE[make];
  const name = useKeptName(`new:${make}`);
  const title = t(`newTitle.${make}`);
  if (!may('invoices:write')) {
    return (
      <>
        <PageHeader title={title} />
        <NotAllowed />
      </>
    );
  }
  return (
    <InvoiceEditor
      key={name}
      title={title}
      name={name}
      initial={blankDraft(direction, kind, currency)}
      contact={contact}
      cancel={
        <Link to="/invoices" className={buttonClass()}>
          {t('cancel')}
        </Link>
      }
    />
  );
}

/** A draft, to be changed. What was issued is not: it says so, and leads back. */
export function EditInvoicePage() {
  const t = useT('editor');
  const may = useMay();
  const failure = useFailure();
  const { invoiceId } = editRoute.useParams();
  const query = useQuery({ ...invoiceOptions(invoiceId), refetchOnWindowFocus: false });
  const invoice = query.data;
  if (query.isError && asApiError(query.error).missing) return <InvoiceMissing />;
  if (invoice?.status === 'draft' && may('invoices:write')) return <Editing key={invoice.id} invoice={invoice} />;
  return (
    <>
      <PageHeader title={invoice?.number ?? t('editTitle')} />
      {!may('invoices:write') && <NotAllowed />}
      {query.isPending && <SkeletonRows rows={6} />}
      {query.isError && (
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      {invoice && may('invoices:write') && (
        <Notice
          tone="neutral"
          title={t('notADraft')}
          action={
            <Link to="/invoices/$invoiceId" params={{ invoiceId }} className={buttonClass('secondary', 'sm')}>
              {t('back')}
            </Link>
          }
        >
          {t('notADraftText')}
        </Notice>
      )}
    </>
  );
}

function Editing({ invoice }: { invoice: InvoiceShown }) {
  const t = useT('editor');
  const { contact, ask } = editRoute.useSearch();
  const name = useKeptName(invoice.id);
  // What was opened first: a newer version must not come in under what is being typed.
  const [seen] = useState(invoice);
  const [initial] = useState(() => draftFrom(invoice));
  return (
    <InvoiceEditor
      title={t('editTitle')}
      name={name}
      initial={initial}
      contact={contact}
      invoice={seen}
      asked={ask && invoice}
      cancel={
        <Link to="/invoices/$invoiceId" params={{ invoiceId: invoice.id }} className={buttonClass()}>
          {t('cancel')}
        </Link>
      }
    />
  );
}
