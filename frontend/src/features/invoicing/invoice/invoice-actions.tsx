import { useNavigate } from '@tanstack/react-router';
import {
  BadgeCheck,
  Banknote,
  Bell,
  CalendarPlus,
  Check,
  CircleSlash,
  Copy,
  Ellipsis,
  FileMinus,
  FileSymlink,
  type LucideIcon,
  Pencil,
  Repeat,
  Send,
  Trash2,
  Undo2,
  X,
} from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { InvoiceShown } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { toast } from '@/lib/toasts';
import { Button, buttonClass } from '@/ui/button';
import { onDemand } from '@/ui/on-demand';
import { useCopy, useDecline, useReopen } from '../mutations';
import { type Deed, deedsOf } from './deeds';
import { useAcceptance } from './use-acceptance';
import { useLeftOut } from './use-left-out';

const Menu = lazy(() => import('@/ui/menu').then((module) => ({ default: module.Menu })));
const MenuItem = lazy(() => import('@/ui/menu').then((module) => ({ default: module.MenuItem })));
const DIALOGS = {
  issue: onDemand(() => import('./issue-dialog')),
  send: onDemand(() => import('./send-dialog')),
  pay: onDemand(() => import('./pay-dialog')),
  remind: onDemand(() => import('./remind-dialog')),
  credit: onDemand(() => import('./credit-dialog')),
  apply: onDemand(() => import('./apply-dialog')),
  writeOff: onDemand(() => import('./write-off-dialog')),
  remove: onDemand(() => import('./remove-dialog')),
  extend: onDemand(() => import('./extend-dialog')),
  acceptExpired: onDemand(() => import('./accept-expired-dialog')),
} as const;
type Asked = keyof typeof DIALOGS;
const ICONS: Record<Deed, LucideIcon> = {
  edit: Pencil,
  issue: BadgeCheck,
  send: Send,
  pay: Banknote,
  accept: Check,
  decline: X,
  extend: CalendarPlus,
  reopen: Undo2,
  remind: Bell,
  credit: FileMinus,
  apply: FileSymlink,
  writeOff: CircleSlash,
  copy: Copy,
  repeat: Repeat,
  remove: Trash2,
};
const KEYS: Partial<Record<Deed, string>> = { edit: 'e', issue: 'i', send: 's', pay: 'b', credit: 'c' };
/** What stands as a button; the rest waits in the menu. */
const OUTSIDE: readonly Deed[] = ['edit', 'send', 'pay', 'apply', 'accept', 'decline', 'extend', 'reopen', 'remind'];

/** What can be done with it now: one thing first, a few beside it, the rest in a menu. */
export function InvoiceActions({ invoice }: { invoice: InvoiceShown }) {
  const t = useT('invoices');
  const may = useMay();
  const navigate = useNavigate();
  const copy = useCopy();
  const tellLeftOut = useLeftOut();
  const accept = useAcceptance(invoice);
  const decline = useDecline();
  const reopen = useReopen();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { first, all } = deedsOf(invoice, may);
  const outside = all.filter((deed) => deed !== first && OUTSIDE.includes(deed));
  const inside = all.filter((deed) => deed !== first && !OUTSIDE.includes(deed));
  const { id, version } = invoice;
  const toEditor = (made: InvoiceShown) =>
    void navigate({ to: '/invoices/$invoiceId/edit', params: { invoiceId: made.id } });

  function run(deed: Deed) {
    switch (deed) {
      case 'edit':
        return toEditor(invoice);
      case 'copy':
        return copy.mutate(
          { id },
          {
            onSuccess: (made) => {
              tellLeftOut(made);
              toEditor(made);
            },
          },
        );
      case 'repeat':
        return void navigate({ to: '/invoices/recurring/new', search: { like: id } });
      case 'accept':
        return invoice.status === 'expired' ? setAsked('acceptExpired') : accept.run();
      case 'decline':
        return decline.mutate(
          { id, version },
          {
            onSuccess: (quote) =>
              toast({
                tone: 'done',
                title: t('declinedToast'),
                topic: `quote-${id}`,
                action: { label: t('undo'), run: () => reopen.mutate({ id, version: quote.version }) },
              }),
          },
        );
      case 'reopen':
        return reopen.mutate({ id, version }, { onSuccess: () => toast({ tone: 'done', title: t('reopenedToast') }) });
      default:
        return setAsked(deed);
    }
  }

  useHotkeys(
    all.flatMap((deed) => {
      const keys = KEYS[deed];
      return keys ? [{ keys, label: label(deed), group: t('invoice'), run: () => run(deed) }] : [];
    }),
  );

  function label(deed: Deed): string {
    if (deed === 'issue' && invoice.direction === 'purchase') return t('deed.book');
    if (deed === 'send' && invoice.sent_at) return t('deed.sendAgain');
    if (deed === 'pay' && invoice.kind === 'credit_note') return t('deed.refund');
    return t(`deed.${deed}`);
  }

  const busy = (deed: Deed) =>
    (deed === 'accept' && accept.isPending) ||
    (deed === 'decline' && decline.isPending) ||
    (deed === 'reopen' && reopen.isPending) ||
    (deed === 'copy' && copy.isPending);
  const button = (deed: Deed, variant: 'primary' | 'secondary') => {
    const keys = KEYS[deed];
    return (
      <Button
        key={deed}
        variant={variant}
        icon={ICONS[deed]}
        busy={busy(deed)}
        onClick={() => run(deed)}
        {...(keys && { keys })}
      >
        {label(deed)}
      </Button>
    );
  };
  const trigger = (
    <button type="button" aria-label={t('more')} className={`${buttonClass()} px-2.5`}>
      <Ellipsis size={16} aria-hidden />
    </button>
  );
  return (
    <>
      {outside.map((deed) => button(deed, 'secondary'))}
      {inside.length > 0 && (
        <Suspense fallback={trigger}>
          <Menu trigger={trigger}>
            {inside.map((deed) => (
              <MenuItem key={deed} icon={ICONS[deed]} onClick={() => run(deed)}>
                {label(deed)}
              </MenuItem>
            ))}
          </Menu>
        </Suspense>
      )}
      {first && button(first, 'primary')}
      {(Object.keys(DIALOGS) as Asked[]).map((one) => {
        const Dialog = DIALOGS[one];
        return (
          <Dialog
            key={one}
            open={asked === one}
            onClose={() => setAsked((now) => (now === one ? null : now))}
            invoice={invoice}
          />
        );
      })}
    </>
  );
}
