import { useNavigate } from '@tanstack/react-router';
import { Check, HandCoins, Landmark, Trash2, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import type { ExpenseRead } from '@/api/gen/types.gen';
import { openDay } from '@/api/open-day';
import { asApiError } from '@/api/problem';
import { sayFailure } from '@/api/say-failure';
import { useT } from '@/i18n/i18n';
import type { Day } from '@/lib/dates';
import { useHotkeys } from '@/lib/hotkeys';
import { toast } from '@/lib/toasts';
import { AskReason } from '@/ui/ask-reason';
import { BookLater } from '@/ui/book-later';
import { Button, IconButton } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import { onDemand } from '@/ui/on-demand';
import { useApproveExpense, useClearExpense, useRejectExpense, useRemoveExpense } from './mutations';

const ReimburseDialog = onDemand(() => import('./reimburse-dialog'));
type Asking = 'reject' | 'reimburse' | 'remove';

/** What this person may do with it now, as the server says. */
export function ExpenseActions({ expense }: { expense: ExpenseRead }) {
  const t = useT('expenses');
  const navigate = useNavigate();
  const approve = useApproveExpense();
  const reject = useRejectExpense();
  const remove = useRemoveExpense();
  const clear = useClearExpense();
  const [asking, setAsking] = useState<Asking | null>(null);
  /** The first open day, where the day it was spent is closed. */
  const [offered, setOffered] = useState<Day | null>(null);
  const may = (action: ExpenseRead['actions'][number]) => expense.actions.includes(action);
  const close = () => setAsking(null);

  function sayYes(bookedOn?: Day) {
    approve.mutate(
      { expense, ...(bookedOn && { bookedOn }) },
      {
        onSuccess: () => {
          setOffered(null);
          toast({ tone: 'done', title: t('approved') });
        },
        onError: (reason) => {
          const day = openDay(asApiError(reason).problem.errors);
          setOffered(day);
          if (!day) sayFailure(reason);
        },
      },
    );
  }

  useHotkeys([
    ...(may('approve') ? [{ keys: 'a', label: t('approve'), group: t('title'), run: () => sayYes() }] : []),
    ...(may('reject') ? [{ keys: 'r', label: t('reject'), group: t('title'), run: () => setAsking('reject') }] : []),
  ]);

  return (
    <>
      {may('reject') && (
        <Button icon={X} keys="r" onClick={() => setAsking('reject')}>
          {t('reject')}
        </Button>
      )}
      {may('approve') && (
        <Button variant="primary" icon={Check} keys="a" busy={approve.isPending} onClick={() => sayYes()}>
          {t('approve')}
        </Button>
      )}
      {may('reimburse') && (
        <Button variant="primary" icon={HandCoins} onClick={() => setAsking('reimburse')}>
          {t('reimburse')}
        </Button>
      )}
      {(may('clear') || may('unclear')) && (
        <Button
          icon={may('clear') ? Landmark : Undo2}
          busy={clear.isPending}
          onClick={() =>
            clear.mutate(expense, {
              onSuccess: (now) => toast({ tone: 'done', title: t(now.cleared ? 'cleared' : 'uncleared') }),
            })
          }
        >
          {t(may('clear') ? 'clear' : 'unclear')}
        </Button>
      )}
      {may('remove') && <IconButton label={t('remove')} icon={Trash2} onClick={() => setAsking('remove')} />}
      <AskReason
        open={asking === 'reject'}
        onOpenChange={(open) => !open && close()}
        title={t('rejectTitle')}
        text={t('rejectText')}
        suggestions={[t('reasons.noReceipt'), t('reasons.private'), t('reasons.wrongAmount')]}
        confirm={t('reject')}
        busy={reject.isPending}
        onConfirm={(reason) =>
          reject.mutate(
            { expense, reason },
            {
              onSuccess: () => {
                close();
                toast({ tone: 'done', title: t('rejected') });
              },
            },
          )
        }
      />
      <BookLater
        open={offered !== null}
        day={offered}
        dated={expense.spent_on}
        busy={approve.isPending}
        onBook={sayYes}
        onClose={() => setOffered(null)}
      />
      <ReimburseDialog open={asking === 'reimburse'} expense={expense} onClose={close} />
      <Confirm
        open={asking === 'remove'}
        onOpenChange={(open) => !open && close()}
        title={t('removeTitle')}
        text={t('removeText')}
        confirm={t('remove')}
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(expense, {
            onSuccess: () => {
              toast({ tone: 'done', title: t('removed') });
              void navigate({ to: '/expenses', ignoreBlocker: true });
            },
          })
        }
      />
    </>
  );
}
