import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheckBig, Send } from 'lucide-react';
import { useState } from 'react';
import type { ReminderProposal } from '@/api/gen/types.gen';
import { useListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Amount } from '@/ui/amount';
import { Button } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import { DataList } from '@/ui/data-list';
import type { Column } from '@/ui/list-column';
import { Notice } from '@/ui/notice';
import { useSelection } from '@/ui/use-selection';
import { proposalsOptions } from '../queries';
import { type RemindedMany, useRemindMany } from './queries';
import { ReminderWhy } from './reminder-why';

/** Invoices that are late enough for their next step, each with why; ticked ones are reminded together. */
export function Proposals() {
  const t = useT('reminders');
  const may = useMay();
  const query = useInfiniteQuery(proposalsOptions());
  const state = useListState(query, t('loadFailed'));
  const selection = useSelection(state.rows.map((row) => row.invoice_id));
  const remind = useRemindMany();
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<RemindedMany | null>(null);
  const ticked = state.rows.filter((row) => selection.ids.includes(row.invoice_id));
  return (
    <>
      {done && <Failures done={done} onClose={() => setDone(null)} />}
      <DataList
        label={t('tabs.proposed')}
        state={state}
        columns={useProposalColumns()}
        idOf={(row) => row.invoice_id}
        nameOf={(row) => `${row.number} ${row.contact_name}`}
        empty={{ icon: CircleCheckBig, title: t('none'), text: t('noneText') }}
        {...(may('invoices:issue') && {
          selection,
          bulk: (
            <Button size="sm" icon={Send} onClick={() => setAsking(true)}>
              {t('sendMany', { count: ticked.length })}
            </Button>
          ),
        })}
      />
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('sendTitle', { count: ticked.length })}
        text={t('sendText')}
        confirm={t('sendMany', { count: ticked.length })}
        busy={remind.isPending}
        onConfirm={() =>
          remind.mutate(ticked, {
            onSuccess: (outcome) => {
              setAsking(false);
              setDone(outcome);
              selection.clear();
              if (outcome.result.done > 0)
                toast({ tone: 'done', title: t('sentToast', { count: outcome.result.done }) });
            },
          })
        }
      />
    </>
  );
}

function Failures({ done, onClose }: { done: RemindedMany; onClose: () => void }) {
  const t = useT('reminders');
  const invoices = useT('invoices');
  const say = useProblemText();
  const failed = done.result.results.filter((one) => one.status === 'failed');
  if (failed.length === 0) return null;
  return (
    <div className="mb-4">
      <Notice
        alert
        tone="warn"
        title={t('failed', { count: failed.length })}
        action={
          <Button size="sm" onClick={onClose}>
            {invoices('close')}
          </Button>
        }
      >
        <ul>
          {failed.map((one) => (
            <li key={one.index}>
              {done.proposals[one.index]?.number}: {(one.errors ?? []).map((error) => say(error)).join(' ')}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

function useProposalColumns(): Column<ReminderProposal>[] {
  const t = useT('reminders');
  return [
    {
      name: 'contact_name',
      header: t('customer'),
      phone: 'title',
      cell: (row) => (
        <span className="block min-w-0">
          <Link
            to="/contacts/$contactId"
            params={{ contactId: row.contact_id }}
            className="block min-h-6 truncate rounded leading-6 font-medium hover:underline"
          >
            {row.contact_name}
          </Link>
          {row.email ? (
            <span className="block truncate text-sm text-muted">{row.email}</span>
          ) : (
            <Link
              to="/contacts/$contactId/edit"
              params={{ contactId: row.contact_id }}
              className="inline-flex min-h-6 items-center rounded text-sm text-warn underline underline-offset-2"
            >
              {t('noEmail')}
            </Link>
          )}
        </span>
      ),
    },
    {
      name: 'number',
      header: t('invoice'),
      width: '8rem',
      phone: 'below',
      cell: (row) => (
        <Link
          to="/invoices/$invoiceId"
          params={{ invoiceId: row.invoice_id }}
          className="figures inline-flex min-h-6 items-center rounded text-sm text-accent hover:underline"
        >
          {row.number}
        </Link>
      ),
    },
    {
      name: 'why',
      header: t('why'),
      width: 'minmax(0, 1.6fr)',
      phone: 'below',
      cell: (row) => <ReminderWhy proposal={row} />,
    },
    {
      name: 'open_amount',
      header: t('open'),
      width: '8rem',
      align: 'end',
      phone: 'aside',
      cell: (row) => (
        <span className="font-medium">
          <Amount value={row.open_amount} currency={row.currency} />
        </span>
      ),
    },
  ];
}
