import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import type { ExportRead } from '@/api/gen/types.gen';
import { useFailure } from '@/api/problem-text';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { DateText, InstantText } from '@/ui/date-text';
import { ErrorState } from '@/ui/error-state';
import { FormProblem } from '@/ui/form-problem';
import { Progress } from '@/ui/progress';
import { SubmitButton } from '@/ui/submit-button';
import { formatBytes } from './bytes';
import { useAskExport, useDownloadExport } from './mutations';
import { exportsOptions, isMaking, jobOptions, type WholeKind } from './queries';

/** Asking for an export, watching it being made, and taking it along for as long as it is kept. */
export function ExportList({ kind, text }: { kind: WholeKind; text: string }) {
  const t = useT('exports');
  const failure = useFailure();
  const exports = useQuery(exportsOptions(kind));
  const ask = useAskExport(kind);
  const { rest } = useFormErrors(ask.error, []);
  const wait = useWait(ask.error);
  const making = exports.data?.some(isMaking) ?? false;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <p className="min-w-60 flex-1 text-muted">{text}</p>
        <SubmitButton
          type="button"
          variant="secondary"
          busy={ask.isPending}
          disabled={making}
          wait={wait}
          onClick={() => ask.mutate()}
        >
          {t('make')}
        </SubmitButton>
      </div>
      <FormProblem messages={rest} />
      {exports.isError && (
        <ErrorState title={t('loadFailed')} {...failure(exports.error)} onRetry={() => void exports.refetch()} />
      )}
      {exports.data && exports.data.length > 0 && (
        <ul aria-label={t('list')} className="-mx-4 -mb-4 border-t border-line">
          {exports.data.map((one) => (
            <ExportRow
              key={one.id}
              made={one}
              filename={`${t(`fileNames.${kind}`)}-${one.created_at.slice(0, 10)}.zip`}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

/** One that is made, or was: what became of it, and the file for as long as it is kept. */
export function ExportRow({ made, filename, children }: { made: ExportRead; filename: string; children?: ReactNode }) {
  const t = useT('exports');
  const locale = useFormatLocale();
  const take = useDownloadExport();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0">
      <div className="min-w-48 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          {made.kind === 'list' && <span className="font-medium break-all">{made.filename}</span>}
          <InstantText at={made.created_at} exact />
          {made.status === 'failed' && <Badge tone="bad">{t('failed')}</Badge>}
          {made.status === 'expired' && <Badge tone="neutral">{t('expired')}</Badge>}
        </p>
        {made.status === 'ready' && (
          <p className="text-sm text-muted">
            {made.size_bytes !== null && `${formatBytes(made.size_bytes, locale)} · `}
            {made.expires_at && t.rich('until', { day: () => <DateText day={made.expires_at?.slice(0, 10)} /> })}
          </p>
        )}
        {made.status === 'failed' && (
          <p className="text-sm text-muted">{made.kind === 'list' ? t('lists.failedText') : t('failedText')}</p>
        )}
        {isMaking(made) && <Making jobId={made.job_id} />}
      </div>
      {children}
      {made.status === 'ready' && (
        <Button
          size="sm"
          icon={Download}
          busy={take.isPending}
          onClick={() =>
            take.mutate(
              { id: made.id, filename },
              { onError: () => toast({ tone: 'problem', title: t('downloadFailed') }) },
            )
          }
        >
          {t('download')}
        </Button>
      )}
    </li>
  );
}

function Making({ jobId }: { jobId: string | null }) {
  const t = useT('exports');
  const job = useQuery({ ...jobOptions(jobId ?? ''), enabled: jobId !== null }).data;
  return (
    <div role="status" className="mt-1.5 flex max-w-sm flex-col gap-1.5">
      <p className="text-sm text-muted">
        {job && job.total > 0 ? t('lists.rows', { done: job.done, total: job.total }) : t('making')}
      </p>
      <Progress label={t('making')} value={job && job.progress > 0 ? job.progress / 100 : undefined} />
    </div>
  );
}
