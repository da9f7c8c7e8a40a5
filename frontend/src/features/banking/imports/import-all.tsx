import { useState } from 'react';
import type { ImportSummary } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Progress } from '@/ui/progress';
import { useConfirmImport } from './mutations';

/** Many files were brought and wait: imports those in whose way nothing stands; the others stay for a person to look at. */
export function ImportAll({ waiting }: { waiting: readonly ImportSummary[] }) {
  const t = useT('banking');
  const may = useMay();
  const confirm = useConfirmImport(true);
  const [at, setAt] = useState<number | null>(null);
  if (!may('banking:import')) return null;

  async function importAll() {
    let done = 0;
    for (const [index, one] of waiting.entries()) {
      setAt(index);
      const imported = await confirm.mutateAsync({ ...one, anyway: false }).then(
        () => true,
        () => false,
      );
      if (imported) done += 1;
    }
    setAt(null);
    const left = waiting.length - done;
    toast({
      tone: left > 0 ? 'note' : 'done',
      title: t('importedFiles', { count: done }),
      detail: left > 0 ? t('importedFilesLeft', { count: left }) : undefined,
    });
  }

  return (
    <div className="mb-4">
      <Notice
        tone="neutral"
        title={t('filesWait', { count: waiting.length })}
        action={
          <Button size="sm" variant="primary" busy={at !== null} onClick={() => void importAll()}>
            {t('importAllFiles', { count: waiting.length })}
          </Button>
        }
      >
        {t('filesWaitText')}
        {at !== null && (
          <div className="mt-2 max-w-sm">
            <Progress label={t('importAllFiles', { count: waiting.length })} value={at / waiting.length} />
          </div>
        )}
      </Notice>
    </div>
  );
}
