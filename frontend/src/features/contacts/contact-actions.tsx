import { Link, useNavigate } from '@tanstack/react-router';
import { Archive, ArchiveRestore, Ellipsis, Pencil, Plus, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { ContactRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { toast } from '@/lib/toasts';
import { Button, buttonClass } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import { useRemoveContact, useReviseContact } from './mutations';

const Menu = lazy(() => import('@/ui/menu').then((module) => ({ default: module.Menu })));
const MenuItem = lazy(() => import('@/ui/menu').then((module) => ({ default: module.MenuItem })));

/** What can be done with a contact: invoice them, change them, put them away. */
export function ContactActions({ contact }: { contact: ContactRead }) {
  const t = useT('contacts');
  const may = useMay();
  const navigate = useNavigate();
  const revise = useReviseContact({ quiet: false });
  const remove = useRemoveContact();
  const [removing, setRemoving] = useState(false);
  const writes = may('contacts:write');
  const invoices = may('invoices:write') && !contact.archived_at;
  const { id, name } = contact;
  const edit = () => void navigate({ to: '/contacts/$contactId/edit', params: { contactId: id } });
  useHotkeys(writes ? [{ keys: 'e', label: t('edit'), group: t('contact'), run: edit }] : []);

  function setArchived(archived: boolean, version: number) {
    revise.mutate(
      { id, version, change: { archived } },
      {
        onSuccess: (saved) =>
          toast({
            tone: 'done',
            title: t(archived ? 'archivedToast' : 'restoredToast', { name }),
            topic: `contact-${id}`,
            action: { label: t('undo'), run: () => setArchived(!archived, saved.version) },
          }),
      },
    );
  }

  function drop() {
    remove.mutate(
      { id, version: contact.version },
      {
        onSuccess: ({ outcome }) => {
          setRemoving(false);
          toast({ tone: 'done', title: t(outcome === 'removed' ? 'removedToast' : 'keptToast', { name }) });
          if (outcome === 'removed') void navigate({ to: '/contacts' });
        },
      },
    );
  }

  const trigger = (
    <button type="button" aria-label={t('more')} className={`${buttonClass()} px-2.5`}>
      <Ellipsis size={16} aria-hidden />
    </button>
  );
  return (
    <>
      {invoices && contact.is_customer && (
        <Link
          to="/invoices/new"
          search={{ make: 'sale', contact: id }}
          className={buttonClass(contact.is_customer ? 'primary' : 'secondary')}
        >
          <Plus size={16} aria-hidden />
          {t('newInvoice')}
        </Link>
      )}
      {invoices && contact.is_supplier && (
        <Link
          to="/invoices/new"
          search={{ make: 'purchase', contact: id }}
          className={buttonClass(contact.is_customer ? 'secondary' : 'primary')}
        >
          <Plus size={16} aria-hidden />
          {t('newPurchase')}
        </Link>
      )}
      {writes && (
        <>
          <Button icon={Pencil} keys="e" onClick={edit}>
            {t('edit')}
          </Button>
          <Suspense fallback={trigger}>
            <Menu trigger={trigger}>
              <MenuItem
                icon={contact.archived_at ? ArchiveRestore : Archive}
                onClick={() => setArchived(!contact.archived_at, contact.version)}
              >
                {t(contact.archived_at ? 'restore' : 'archive')}
              </MenuItem>
              <MenuItem icon={Trash2} onClick={() => setRemoving(true)}>
                {t('remove')}
              </MenuItem>
            </Menu>
          </Suspense>
        </>
      )}
      <Confirm
        open={removing}
        onOpenChange={setRemoving}
        title={t('removeTitle', { name })}
        text={t('removeText')}
        confirm={t('remove')}
        busy={remove.isPending}
        onConfirm={drop}
      />
    </>
  );
}
