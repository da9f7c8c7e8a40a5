import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { bankingReconcileMany } from '@/api/gen/sdk.gen';
import type { BankLineRead } from '@/api/gen/types.gen';
import { once } from '@/api/versions';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Amount } from '@/ui/amount';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Dialog } from '@/ui/dialog';
import { Progress } from '@/ui/progress';
import { bankKeys } from '../queries';
import { useSayFailure } from '../use-say';
import { type Exact, findExact } from './exact';

interface ExactDialogProps {
  open: boolean;
  lines: readonly BankLineRead[];
  /** How many lines wait in all: those further down the list are not looked at. */
  waiting: number;
  onClose: () => void;
}

/** What is exact and without a rival, shown before it is accepted. */
export default function ExactDialog(props: ExactDialogProps) {
  const t = useT('banking');
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      title={t('exactTitle')}
      text={t('exactText')}
      wide
    >
      {props.open && <Preview {...props} />}
    </Dialog>
  );
}

function Preview({ lines, waiting, onClose }: ExactDialogProps) {
  const t = useT('banking');
  const common = useT('common');
  const sayFailure = useSayFailure();
  const latest = useRef(lines);
  const [asked, setAsked] = useState(0);
  const [found, setFound] = useState<readonly Exact[] | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const accept = useAcceptMany();
  const failed = useRef(sayFailure);
  failed.current = sayFailure;
  useEffect(() => {
    const abort = new AbortController();
    findExact(latest.current, setAsked, abort.signal).then(setFound, (reason) => {
      if (abort.signal.aborted) return;
      failed.current(reason);
      setFound([]);
    });
    return () => abort.abort();
  }, []);
  const ticked = (found ?? []).filter(({ line }) => !left.has(line.id));

  if (found === null) {
    return (
      <div role="status" className="flex flex-col gap-3 py-4">
        <p className="text-sm text-muted">{t('exactLooking', { asked, count: latest.current.length })}</p>
        <Progress label={t('exactTitle')} value={asked / Math.max(1, latest.current.length)} />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      {found.length === 0 ? (
        <p className="py-4 text-muted">{t('noExact')}</p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line">
          {found.map(({ line, candidate }) => (
            <li key={line.id} className="px-3 py-2">
              <Checkbox
                checked={!left.has(line.id)}
                onChange={(on) =>
                  setLeft((now) => new Set(on ? [...now].filter((id) => id !== line.id) : [...now, line.id]))
                }
                label={
                  <span className="flex items-baseline justify-between gap-3">
                    <span className="min-w-0 truncate">{line.counterparty_name ?? line.text}</span>
                    <span className="num">
                      <Amount value={line.amount} currency={line.currency} />
                    </span>
                  </span>
                }
                hint={candidate.items.map(({ number, name }) => `${number} ${name}`.trim()).join(' + ')}
              />
            </li>
          ))}
        </ul>
      )}
      {waiting > latest.current.length && (
        <p className="text-sm text-muted">{t('exactOnly', { count: latest.current.length, total: waiting })}</p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button
          variant="primary"
          busy={accept.isPending}
          disabled={ticked.length === 0}
          onClick={() =>
            accept.mutate(ticked, {
              onError: sayFailure,
              onSuccess: ({ done, failed: refused }) => {
                onClose();
                toast({
                  tone: refused > 0 ? 'note' : 'done',
                  title: t('exactDone', { count: done }),
                  detail: refused > 0 ? t('exactRefused', { count: refused }) : undefined,
                });
              },
            })
          }
        >
          {t('acceptExact', { count: ticked.length })}
        </Button>
      </div>
    </div>
  );
}

const AT_ONCE = 100;

/** A hundred at a time; one that was reconciled meanwhile does not stop the others. */
function useAcceptMany() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (exact: readonly Exact[]) => {
      const sums = { done: 0, failed: 0 };
      for (let from = 0; from < exact.length; from += AT_ONCE) {
        const items = exact
          .slice(from, from + AT_ONCE)
          .map(({ line, candidate }) => ({ id: line.id, parts: candidate.parts }));
        const { data } = await bankingReconcileMany({ body: { items }, headers: once(), throwOnError: true });
        sums.done += data.data.done;
        sums.failed += data.data.failed;
      }
      return sums;
    },
    onSettled: () => {
      for (const queryKey of [bankKeys.all, ['ledger'], ['invoices'], ['expenses'], ['dashboard']])
        void client.invalidateQueries({ queryKey });
    },
  });
}
