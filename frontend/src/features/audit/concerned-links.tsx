import { Link } from '@tanstack/react-router';
import { BookOpen, FileText, KeyRound, type LucideIcon, Mail, Receipt, Users, Webhook } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AuditEventRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { buttonClass } from '@/ui/button';

const LOOK = buttonClass('secondary', 'sm');
/** What was removed has no page any more. */
const GONE = new Set(['document.removed', 'webhook.removed']);

/** The way to what an event is about: its document, its entry, its webhook. */
export function ConcernedLinks({ event }: { event: AuditEventRead }) {
  const t = useT('audit');
  const may = useMay();
  const { payload, name } = event;
  const id = (key: string) => {
    const value = payload[key];
    return typeof value === 'string' && value && !GONE.has(name) ? value : null;
  };
  const document = id('document_id') ?? (payload.source_type === 'document' ? id('source_id') : null);
  const entry = id('entry_id');
  const invoice = event.about.find(({ type }) => type === 'invoice')?.id ?? null;
  const reversal = id('reversal_id');
  const webhook = may('webhooks:read') ? id('webhook_id') : null;
  const contact = name === 'contact.made' && typeof payload.name === 'string' ? payload.name : null;
  const links: ReactNode[] = [];
  const add = (key: string, icon: LucideIcon, text: string, link: (content: ReactNode) => ReactNode) =>
    links.push(<li key={key}>{link(<Content icon={icon} text={text} />)}</li>);

  if (document)
    add('document', FileText, t('showDocument'), (content) => (
      <Link to="/documents/$documentId" params={{ documentId: document }} className={LOOK}>
        {content}
      </Link>
    ));
  if (entry)
    add('entry', BookOpen, t('showEntry'), (content) => (
      <Link to="/journal/$entryId" params={{ entryId: entry }} className={LOOK}>
        {content}
      </Link>
    ));
  if (invoice)
    add('invoice', Receipt, t('showInvoice'), (content) => (
      <Link to="/invoices/$invoiceId" params={{ invoiceId: invoice }} className={LOOK}>
        {content}
      </Link>
    ));
  if (reversal)
    add('reversal', BookOpen, t('showReversal'), (content) => (
      <Link to="/journal/$entryId" params={{ entryId: reversal }} className={LOOK}>
        {content}
      </Link>
    ));
  if (contact)
    add('contact', FileText, t('showContact', { name: contact }), (content) => (
      <Link to="/documents" search={{ q: contact }} className={LOOK}>
        {content}
      </Link>
    ));
  if (webhook)
    add('webhook', Webhook, t('showWebhook'), (content) => (
      <Link
        to="/settings/webhooks/$webhookId"
        params={{ webhookId: webhook }}
        search={{ delivery: id('delivery_id') ?? undefined }}
        className={LOOK}
      >
        {content}
      </Link>
    ));
  if (id('api_key_id') && may('api_keys:read'))
    add('key', KeyRound, t('showKeys'), (content) => (
      <Link to="/settings/api-keys" className={LOOK}>
        {content}
      </Link>
    ));
  if (id('mail_id') && may('mail:read'))
    add('mail', Mail, t('showMail'), (content) => (
      <Link to="/settings/mail" className={LOOK}>
        {content}
      </Link>
    ));
  if (/^(member|invitation)\./.test(name) && may('members:read'))
    add('people', Users, t('showPeople'), (content) => (
      <Link to="/settings/people" className={LOOK}>
        {content}
      </Link>
    ));
  if (links.length === 0) return null;
  return <ul className="flex flex-wrap gap-2">{links}</ul>;
}

function Content({ icon: Icon, text }: { icon: LucideIcon; text: string }) {
  return (
    <>
      <Icon size={14} aria-hidden />
      <span className="max-w-52 truncate">{text}</span>
    </>
  );
}
