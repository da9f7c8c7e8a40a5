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
  const of = (party: string) => invoice.missing.flatMap((one) => one.split(`${party}.`)[1] ?? []);
  const contact = { params: { contactId: invoice.contact_id }, search: { draft: invoice.id } };
  const link = (text: ReactNode) => (
    <Link to="/contacts/$contactId/edit" {...contact} className={LINK}>
      {text}
    </Link>
  );
  return (
    <Notice tone="warn" title={t('incomplete')}>
      <OwnLacks fields={of('seller')} />
      <Lacks of="lacksTheirs" fields={of('buyer')} link={link} />
    </Notice>
  );
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
