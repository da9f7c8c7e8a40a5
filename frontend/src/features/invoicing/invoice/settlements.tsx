import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { InvoiceShown, SettlementRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Amount } from '@/ui/amount';
import { AskReason } from '@/ui/ask-reason';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { DateText } from '@/ui/date-text';
import { useUnapply, useUndoPayment } from '../mutations';

/** Payments, credits and what was let go; each can be taken back in the books. */
export function Settlements({ invoice }: { invoice: InvoiceShown }) {
  const t = useT('invoices');
  const may = useMay();
  const undo = useUndoPayment();
  const unapply = useUnapply();
  const applied = (one: SettlementRead) =>
    invoice.kind === 'credit_note' &&
    one.kind === 'credit' &&
    !one.is_undone &&
    one.counterpart_id !== invoice.credits_id;
  const returned = new Set(invoice.settlements.flatMap((one) => (one.is_undone ? [] : (one.returns_id ?? []))));
  const [asking, setAsking] = useState(false);
  const [chosen, setChosen] = useState<SettlementRead | null>(null);
  const canUndo = (one: SettlementRead) =>
    one.entry_id && !one.is_undone && !one.undoes_id && one.kind !== 'credit' && !returned.has(one.id);
  if (invoice.settlements.length === 0) return null;
  return (
    <Card title={t('settlements')} padded={false}>
      <ul>
        {invoice.settlements.map((one) => (
          <li
            key={one.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-0"
          >
            <span className="min-w-28 flex-1">
              {t(`settled.${one.kind}`)} {one.is_undone && <Badge tone="neutral">{t('undone')}</Badge>}
              {returned.has(one.id) && <Badge tone="warn">{t('cameBack')}</Badge>}
              <span className="block text-sm text-muted">
                <DateText day={one.settled_on} />
                {one.entry_id && (
                  <>
                    {' · '}
                    <Link
                      to="/journal/$entryId"
                      params={{ entryId: one.entry_id }}
                      className="rounded text-accent underline underline-offset-2"
                    >
                      {t('entry')}
                    </Link>
                  </>
                )}
              </span>
            </span>
            <span className={`num ${one.is_undone ? 'text-muted line-through' : ''}`}>
              <Amount value={one.amount} currency={invoice.currency} />
            </span>
            {canUndo(one) && may('ledger:reverse') && (
              <Button
                size="sm"
                variant="quiet"
                onClick={() => {
                  setChosen(one);
                  setAsking(true);
                }}
              >
                {t('undo')}
              </Button>
            )}
            {applied(one) && may('invoices:pay') && (
              <Button
                size="sm"
                variant="quiet"
                busy={unapply.isPending}
                onClick={() =>
                  one.counterpart_id &&
                  unapply.mutate(
                    { id: invoice.id, version: invoice.version, invoice: one.counterpart_id },
                    { onSuccess: () => toast({ tone: 'done', title: t('unappliedToast') }) },
                  )
                }
              >
                {t('unapply')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <AskReason
        open={asking}
        onOpenChange={setAsking}
        title={t('undoTitle')}
        text={t('undoText')}
        suggestions={[t('undoReasons.wrongInvoice'), t('undoReasons.wrongAmount'), t('undoReasons.bounced')]}
        confirm={t('undo')}
        busy={undo.isPending}
        onConfirm={(reason) =>
          chosen?.entry_id &&
          undo.mutate(
            { entry: chosen.entry_id, reason },
            {
              onSuccess: () => {
                setAsking(false);
                toast({ tone: 'done', title: t('undoneToast') });
              },
            },
          )
        }
      />
    </Card>
  );
}
