import { BadgeCheck, Banknote, Send } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { InvoiceSummary } from '@/api/gen/types.gen';
import { useBooksAccounts, useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import { type BulkDeed, CAN, type Done, useBulk, useDrafts } from './bulk';

const DraftsLack = lazy(() => import('../lacks').then((made) => ({ default: made.DraftsLack })));

interface BulkActionsProps {
  rows: readonly InvoiceSummary[];
  onDone: (done: Done) => void;
}

const DEEDS = [
  ['issue', BadgeCheck],
  ['send', Send],
  ['pay', Banknote],
] as const;

/** What can be done with those that are ticked; the number says with how many of them. */
export function BulkActions({ rows, onDone }: BulkActionsProps) {
  const t = useT('invoices');
  const may = useMay();
  const account = useBooksAccounts()?.bank ?? '';
  const bulk = useBulk();
  const [asking, setAsking] = useState(false);
  const [deed, setDeed] = useState<BulkDeed>('issue');
  const able = (one: BulkDeed) => rows.filter((row) => CAN[one](row, may));
  const drafts = useDrafts(asking && deed === 'issue' ? able('issue') : []);
  return (
    <>
      {DEEDS.map(([one, icon]) => {
        const count = able(one).length;
        return (
          count > 0 && (
            <Button
              key={one}
              size="sm"
              icon={icon}
              busy={bulk.isPending && deed === one}
              onClick={() => {
                setDeed(one);
                setAsking(true);
              }}
            >
              {t(`bulk.${one}`, { count })}
            </Button>
          )
        );
      })}
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t(`bulkTitle.${deed}`, { count: able(deed).length })}
        text={t(`bulkText.${deed}`, { account })}
        confirm={t(`bulk.${deed}`, { count: able(deed).length })}
        busy={bulk.isPending || drafts.pending}
        onConfirm={() =>
          bulk.mutate(
            { deed, rows: able(deed) },
            {
              onSuccess: (done) => {
                setAsking(false);
                if (done.result.done > 0) {
                  toast({ tone: 'done', title: t(`bulkDone.${deed}`, { count: done.result.done }) });
                }
                onDone(done);
              },
            },
          )
        }
      >
        {drafts.found.length > 0 && (
          <Suspense>
            <DraftsLack invoices={drafts.found} />
          </Suspense>
        )}
      </Confirm>
    </>
  );
}
