import { useNavigate } from '@tanstack/react-router';
import { ChevronDown, FileMinus, FilePlus, FileText, Plus, ReceiptText, ShoppingCart } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { Button, buttonClass } from '@/ui/button';
import type { Make } from '../invoice-types';

const Menu = lazy(() => import('@/ui/menu').then((module) => ({ default: module.Menu })));
const MenuItem = lazy(() => import('@/ui/menu').then((module) => ({ default: module.MenuItem })));
const CHOICES = [
  ['sale', FilePlus],
  ['quote', FileText],
  ['credit', FileMinus],
  ['purchase', ShoppingCart],
  ['receipt', ReceiptText],
  ['purchase-credit', FileMinus],
] as const;

/** What this tab makes at once, and everything else one can make beside it. */
export function NewMenu({ make, contact }: { make: Make; contact?: string | undefined }) {
  const t = useT('invoices');
  const editor = useT('editor');
  const navigate = useNavigate();
  const begin = (what: Make) => void navigate({ to: '/invoices/new', search: { make: what, contact } });
  useHotkeys([{ keys: 'n', label: editor(`newTitle.${make}`), group: t('title'), run: () => begin(make) }]);
  const trigger = (
    <button
      type="button"
      aria-label={t('makeOther')}
      className={`${buttonClass('primary')} rounded-l-none border-l-accent-ink/25 px-2`}
    >
      <ChevronDown size={16} aria-hidden />
    </button>
  );
  return (
    <span className="inline-flex">
      <Button variant="primary" icon={Plus} keys="n" onClick={() => begin(make)} className="rounded-r-none">
        {editor(`newTitle.${make}`)}
      </Button>
      <Suspense fallback={trigger}>
        <Menu trigger={trigger}>
          {CHOICES.map(([what, icon]) => (
            <MenuItem key={what} icon={icon} onClick={() => begin(what)}>
              {editor(`newTitle.${what}`)}
            </MenuItem>
          ))}
        </Menu>
      </Suspense>
    </span>
  );
}
