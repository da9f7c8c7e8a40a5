import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { InvoiceShown } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Notice } from '@/ui/notice';

const LINK = 'font-medium underline underline-offset-2';

/** What an invoice has to say of the seller and is not known yet, with the way to where it is filled in. */
export function OwnLacks({ fields }: { fields: readonly string[] }) {
  const link = (text: ReactNode) => (
    <Link to="/settings/company" className={LINK}>
      {text}
    </Link>
  );
  return <Lacks of="lacksOwn" fields={fields} link={link} />;
}

/** What a draft does not say that an invoice should, with the way to where it is filled in and back. */
export function DraftLacks({ invoice }: { invoice: InvoiceShown }) {
  const t = useT('invoices');
  if (invoice.status !== 'draft' || invoice.missing.length === 0) return null;
  return (
    <Notice tone="warn" title={t('incomplete')}>
      <OwnLacks fields={lacksOf(invoice, 'seller')} />
      <TheirLacks invoice={invoice} />
    </Notice>
  );
}

/** The same of many drafts: what is ours once, what is a customer's beside each draft of theirs. */
export function DraftsLack({ invoices }: { invoices: readonly InvoiceShown[] }) {
  const t = useT('invoices');
  const lacking = invoices.filter((one) => one.status === 'draft' && one.missing.length > 0);
  if (lacking.length === 0) return null;
  return (
    <Notice tone="warn" title={t('incomplete')}>
      <OwnLacks fields={[...new Set(lacking.flatMap((one) => lacksOf(one, 'seller')))]} />
      <ul className="flex flex-col gap-1">
        {lacking
          .filter((one) => lacksOf(one, 'buyer').length > 0)
          .map((one) => (
            <li key={one.id}>
              <Link to="/invoices/$invoiceId" params={{ invoiceId: one.id }} className={LINK}>
                {[one.number, one.contact_name].filter(Boolean).join(' · ')}
              </Link>
              <TheirLacks invoice={one} />
            </li>
          ))}
      </ul>
    </Notice>
  );
}

function lacksOf(invoice: InvoiceShown, party: 'seller' | 'buyer') {
  return invoice.missing.flatMap((one) => one.split(`${party}.`)[1] ?? []);
}

function TheirLacks({ invoice }: { invoice: InvoiceShown }) {
  const contact = { params: { contactId: invoice.contact_id }, search: { draft: invoice.id } };
  const link = (text: ReactNode) => (
    <Link to="/contacts/$contactId/edit" {...contact} className={LINK}>
      {text}
    </Link>
  );
  return <Lacks of="lacksTheirs" fields={lacksOf(invoice, 'buyer')} link={link} />;
}

interface LacksProps {
  of: 'lacksOwn' | 'lacksTheirs';
  fields: readonly string[];
  link: (text: ReactNode) => ReactNode;
}

function Lacks({ of, fields, link }: LacksProps) {
  const t = useT('invoices');
  const named = fields.map((one) => t(`lacks.${one}` as 'lacks.city')).join(', ');
  return fields.length > 0 && <p>{t.rich(of, { fields: named, link })}</p>;
}
