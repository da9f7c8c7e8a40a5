import { useQuery } from '@tanstack/react-query';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { ErrorState } from '@/ui/error-state';
import { SkeletonRows } from '@/ui/skeleton';
import { Effects } from './effects';
import { useRunRules } from './mutations';
import { previewOptions } from './queries';

/** What all rules would book now, before they do. */
export default function RunDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT('banking');
  return (
    <Dialog open={open} onOpenChange={(now) => !now && onClose()} title={t('runRules')} text={t('runRulesText')} wide>
      {open && <Preview onClose={onClose} />}
    </Dialog>
  );
}

function Preview({ onClose }: { onClose: () => void }) {
  const t = useT('banking');
  const common = useT('common');
  const failure = useFailure();
  const { data, error, refetch } = useQuery({ ...previewOptions(), staleTime: 0 });
  const run = useRunRules();
  if (error && !data)
    return <ErrorState title={t('previewFailed')} {...failure(error)} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={4} />;
  return (
    <div className="flex flex-col gap-3">
      <Effects found={data} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button
          variant="primary"
          busy={run.isPending}
          disabled={data.count === 0}
          onClick={() =>
            run.mutate(data.etag, {
              onSuccess: () => {
                onClose();
                toast({ tone: 'note', title: t('runStarted') });
              },
            })
          }
        >
          {t('runNow', { count: data.count })}
        </Button>
      </div>
    </div>
  );
}
