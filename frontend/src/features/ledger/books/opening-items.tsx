import { Link } from '@tanstack/react-router';
import { CircleCheck, FileClock, FileUp, Pencil, Plus, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useBooksAccounts, useCurrency } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { isZero, negated } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { Badge } from '@/ui/badge';
import { Button, IconButton } from '@/ui/button';
import { Card } from '@/ui/card';
import { DateText } from '@/ui/date-text';
import { EmptyState } from '@/ui/empty-state';
import { onDemand } from '@/ui/on-demand';
import type { DraftLine } from '../editor/draft';
import { type DraftItem, tieOf } from './opening-draft';

const ItemDialog = onDemand(() => import('./opening-item-dialog'));
const ImportDialog = onDemand(() => import('./opening-import-dialog'));

interface OpeningItemsProps {
  day: string;
  lines: readonly DraftLine[];
  items: readonly DraftItem[];
  onChange: (items: readonly DraftItem[]) => void;
  /** What the server said of an item, by its place. */
  errors: Record<string, string>;
  /** Whether there are saved balances that a file can be held against. */
  imports: boolean;
}

/** Which invoices were still open on the first day, and whether they come to what the balances say. */
export function OpeningItems({ day, lines, items, onChange, errors, imports }: OpeningItemsProps) {
  const t = useT('books.items');
  const [open, setOpen] = useState<DraftItem | 'new' | 'file' | null>(null);
  const close = () => setOpen(null);
  const keep = (item: DraftItem) =>
    onChange(
      items.some(({ key }) => key === item.key)
        ? items.map((one) => (one.key === item.key ? item : one))
        : [...items, item],
    );
  const buttons = (
    <>
      <Button icon={Plus} onClick={() => setOpen('new')}>
        {t('add')}
      </Button>
      <Button icon={FileUp} disabled={!imports} onClick={() => setOpen('file')}>
        {t('import')}
      </Button>
    </>
  );
  return (
    <Card
      title={t('title')}
      padded={false}
      aside={items.length > 0 && <div className="flex gap-2 py-2">{buttons}</div>}
    >
      {items.length === 0 ? (
        <EmptyState icon={FileClock} title={t('empty')} text={t('emptyText')}>
          {buttons}
          {!imports && <p className="basis-full text-sm text-muted">{t('importLater')}</p>}
        </EmptyState>
      ) : (
        <ul>
          {items.map((item, place) => (
            <Row
              key={item.key}
              item={item}
              error={errors[`items.${place}`]}
              onEdit={() => setOpen(item)}
              onRemove={() => onChange(items.filter(({ key }) => key !== item.key))}
            />
          ))}
        </ul>
      )}
      <Ties lines={lines} items={items} />
      {open !== null && open !== 'file' && (
        <ItemDialog open item={open === 'new' ? null : open} day={day} onKeep={keep} onClose={close} />
      )}
      {open === 'file' && <ImportDialog open onClose={close} />}
    </Card>
  );
}

interface RowProps {
  item: DraftItem;
  error: string | undefined;
  onEdit: () => void;
  onRemove: () => void;
}

function Row({ item, error, onEdit, onRemove }: RowProps) {
  const t = useT('books.items');
  const { saved } = item;
  const name = `${item.number} · ${item.contact_name}`;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-4 gap-y-1 border-b border-line px-4 py-1.5 last:border-0">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          {saved ? (
            <Link
              to="/invoices/$invoiceId"
              params={{ invoiceId: saved.invoice_id }}
              className="figures rounded font-medium text-accent hover:underline"
            >
              {item.number}
            </Link>
          ) : (
            <span className="figures font-medium">{item.number}</span>
          )}
          <span className="truncate">{item.contact_name}</span>
          {saved?.is_settled && (
            <Badge tone={isZero(saved.open_amount) ? 'good' : 'neutral'}>
              {t(isZero(saved.open_amount) ? 'settled' : 'partly')}
            </Badge>
          )}
        </p>
        <p className="text-sm text-muted">
          {t(`what.${item.direction}.${item.kind ?? 'invoice'}`)} · <DateText day={item.issued_on} />
          {item.due_on && t.rich('due', { day: () => <DateText day={item.due_on} /> })}
        </p>
        {error && <p className="text-sm text-neg">{error}</p>}
      </div>
      <span className="num font-medium">
        <Amount value={item.kind === 'credit_note' ? negated(item.amount) : item.amount} currency={item.currency} />
      </span>
      <span className="flex w-18 justify-end">
        {!saved?.is_settled && (
          <>
            <IconButton icon={Pencil} label={t('edit', { name })} onClick={onEdit} />
            <IconButton icon={Trash2} label={t('remove', { name })} onClick={onRemove} />
          </>
        )}
      </span>
    </li>
  );
}

/** What the balances say, beside what the open items come to: with every change, not only when it is saved. */
function Ties({ lines, items }: { lines: readonly DraftLine[]; items: readonly DraftItem[] }) {
  const t = useT('books.items');
  const accounts = useBooksAccounts();
  const currency = useCurrency();
  if (!accounts) return null;
  const ties = [['sale', accounts.customers] as const, ['purchase', accounts.suppliers] as const].map(
    ([direction, account]) => ({ direction, account, ...tieOf(direction, account, lines, items) }),
  );
  const told = ties.filter(({ count, inBalances }) => count > 0 || !isZero(inBalances));
  if (told.length === 0) return null;
  return (
    <div role="status" className="border-t border-line">
      <ul>
        {told.map(({ direction, account, inBalances, inItems, difference }) => {
          const even = isZero(difference);
          const Icon = even ? CircleCheck : TriangleAlert;
          const money = (value: string) => () => <Amount value={value} currency={currency} />;
          return (
            <li key={direction} className="flex flex-wrap items-center gap-x-2 px-4 py-2 text-sm">
              <Icon size={16} aria-hidden className={even ? 'text-pos' : 'text-warn'} />
              <span className="font-medium">{t(`account.${direction}`, { account })}</span>
              <span className="text-muted">
                {t.rich('tie', { balances: money(inBalances), items: money(inItems) })}
              </span>
              {!even && <span className="font-medium text-warn">{t.rich('gap', { amount: money(difference) })}</span>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
