import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ExactsRead } from '@/api/gen/types.gen';
import { isOnTheWay, jobOptions } from '@/api/jobs';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { Button, buttonClass } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Progress } from '@/ui/progress';
import { SkeletonRows } from '@/ui/skeleton';
import { bankKeys } from '../queries';
import { useAcceptExact } from '../rules/mutations';
import { exactOptions, isRunning, runOptions } from '../rules/queries';
import { StopJob } from '../stop-job';
import { Matching } from './matching';

interface ExactDialogProps {
  open: boolean;
  /** The lines are other ones now. */
  onEnded: () => void;
  onClose: () => void;
}

/** What is exact and without a rival, shown before it is accepted; then how far it is, and what became of it. */
export default function ExactDialog({ open, onEnded, onClose }: ExactDialogProps) {
  const t = useT('banking');
  return (
    <Dialog open={open} onOpenChange={(now) => !now && onClose()} title={t('exactTitle')} text={t('exactText')} wide>
      {open && <Steps onEnded={onEnded} onClose={onClose} />}
    </Dialog>
  );
}

function Steps({ onEnded, onClose }: Omit<ExactDialogProps, 'open'>) {
  const t = useT('banking');
  const common = useT('common');
  const accept = useAcceptExact();
  const [runId, setRunId] = useState<string | null>(null);
  const { data } = useQuery({ ...exactOptions(), enabled: runId === null });
  if (runId) return <Going runId={runId} onEnded={onEnded} onClose={onClose} />;
  if (!data) return <SkeletonRows rows={4} />;
  return (
    <div className="flex flex-col gap-3">
      <Answers found={data} />
      <Matching />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common(data.count > 0 ? 'cancel' : 'close')}</Button>
        {data.count > 0 && (
          <Button
            variant="primary"
            busy={accept.isPending}
            onClick={() => accept.mutate(data.etag, { onSuccess: ({ id }) => setRunId(id) })}
          >
            {t('acceptExact', { count: data.count })}
          </Button>
        )}
      </div>
    </div>
  );
}

function Answers({ found }: { found: ExactsRead }) {
  const t = useT('banking');
  const locked = found.locked_count > 0 && (
    <p className="text-sm text-muted">{t('exactLocked', { count: found.locked_count })}</p>
  );
  if (found.count === 0)
    return (
      <div className="py-4">
        <p className="text-muted">{t('noExact')}</p>
        {locked}
      </div>
    );
  const beyond = found.count - found.answers.reduce((shown, { lines }) => shown + lines.length, 0);
  return (
    <>
      <ul className="scroll-slim max-h-96 divide-y divide-line overflow-y-auto rounded-md border border-line text-sm">
        {found.answers.map(({ lines, items }) => (
          <li key={lines.map(({ id }) => id).join()} className="flex items-baseline gap-3 px-3 py-1.5">
            <span className="min-w-0 flex-1">
              {lines.map((line) => (
                <span key={line.id} className="flex items-baseline justify-between gap-3">
                  <span className="min-w-0 truncate font-medium">{line.counterparty_name ?? line.text}</span>
                  <span className="num">
                    <Amount value={line.open_amount} currency={line.currency} />
                  </span>
                </span>
              ))}
              <span className="block truncate text-muted">
                {items.map(({ number, name, text }) => `${number || text} ${name}`.trim()).join(' + ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {beyond > 0 && <p className="text-sm text-muted">{t('exactMore', { count: beyond })}</p>}
      {locked}
    </>
  );
}

/** The run goes on by itself, also when the dialog is closed. */
function Going({ runId, onEnded, onClose }: { runId: string } & Omit<ExactDialogProps, 'open'>) {
  const t = useT('banking');
  const common = useT('common');
  const client = useQueryClient();
  const { data } = useQuery(runOptions(runId));
  const going = data === undefined || isRunning(data);
  const job = useQuery({ ...jobOptions(data?.job_id ?? ''), enabled: going && Boolean(data?.job_id) }).data;
  const ended = useRef(onEnded);
  ended.current = onEnded;
  useEffect(() => {
    if (going) return;
    for (const queryKey of [bankKeys.all, ['ledger'], ['invoices'], ['expenses'], ['dashboard']])
      void client.invalidateQueries({ queryKey });
    ended.current();
  }, [going, client]);
  if (going) {
    return (
      <div role="status" className="flex flex-col gap-3 py-4">
        <p className="text-sm text-muted">{t('exactGoing')}</p>
        <Progress
          label={t('exactGoing')}
          value={job && isOnTheWay(job) && job.progress > 0 ? job.progress / 100 : undefined}
        />
        <div className="flex justify-end">
          <StopJob job={job} />
        </div>
      </div>
    );
  }
  return (
    <div role="status" className="flex flex-col gap-3">
      <p className="text-lg font-semibold">{t('exactDone', { count: data.done_count })}</p>
      {data.status === 'cancelled' && <p className="text-muted">{t('exactStopped')}</p>}
      {data.failed_count > 0 && <p className="text-warn">{t('exactRefused', { count: data.failed_count })}</p>}
      <div className="flex justify-end gap-2">
        <Link to="/bank/rules" className={buttonClass('secondary')}>
          {t('showRun')}
        </Link>
        <Button variant="primary" onClick={onClose}>
          {common('close')}
        </Button>
      </div>
    </div>
  );
}
