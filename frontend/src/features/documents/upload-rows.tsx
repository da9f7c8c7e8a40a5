import { Link } from '@tanstack/react-router';
import { CopyCheck, FileUp, FileX2, RotateCw, X } from 'lucide-react';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Button, IconButton } from '@/ui/button';
import { Progress } from '@/ui/progress';
import { cancelUpload, dismissUploads, retryUpload, type Upload, useUploads } from './upload-queue';

/** What is on its way and what was not taken, above the inbox; taken files leave for the list below. */
export function UploadRows() {
  const t = useT('upload');
  const shown = useUploads().filter((upload) => upload.state !== 'taken');
  if (shown.length === 0) return null;
  const over = shown.every((upload) => upload.state !== 'waiting' && upload.state !== 'sending');
  return (
    <section aria-label={t('title')} className="mb-4 animate-appear rounded-lg border border-line bg-surface">
      <header className="flex h-11 items-center justify-between border-b border-line px-4">
        <h2 aria-live="polite" className="text-sm font-semibold">
          {over ? t('notTaken', { count: shown.length }) : t('sending', { count: shown.length })}
        </h2>
        {over && (
          <Button size="sm" variant="quiet" onClick={dismissUploads}>
            {t('dismiss')}
          </Button>
        )}
      </header>
      <ul>
        {shown.map((upload) => (
          <UploadRow key={upload.key} upload={upload} />
        ))}
      </ul>
    </section>
  );
}

const ICON = { waiting: FileUp, sending: FileUp, taken: FileUp, duplicate: CopyCheck, refused: FileX2, failed: FileX2 };

function UploadRow({ upload }: { upload: Upload }) {
  const t = useT('upload');
  const problemText = useProblemText();
  const { key, file, state, sent } = upload;
  const Icon = ICON[state];
  const wrong = state === 'refused' || state === 'failed';
  return (
    <li className="flex min-h-12 items-center gap-3 border-b border-line px-4 py-2 last:border-0">
      <Icon size={16} aria-hidden className={`shrink-0 ${wrong ? 'text-neg' : 'text-muted'}`} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{file.name}</p>
        {state === 'waiting' && <p className="text-sm text-muted">{t('waiting')}</p>}
        {state === 'duplicate' && <p className="text-sm text-muted">{t('duplicate')}</p>}
        {wrong && <p className="text-sm text-neg">{problemText(upload.problem)}</p>}
        {state === 'sending' && (
          <div className="mt-1.5 max-w-md">
            <Progress label={t('progressOf', { name: file.name })} value={sent} />
          </div>
        )}
      </div>
      {state === 'sending' && <span className="figures text-sm text-muted">{Math.round(sent * 100)}%</span>}
      {upload.duplicateOf && (
        <Link
          to="/documents/$documentId"
          params={{ documentId: upload.duplicateOf }}
          className="rounded text-sm font-medium whitespace-nowrap text-accent hover:underline"
        >
          {t('showFirst')}
        </Link>
      )}
      {state === 'failed' && <IconButton label={t('again')} icon={RotateCw} onClick={() => retryUpload(key)} />}
      <IconButton
        label={
          state === 'waiting' || state === 'sending'
            ? t('cancel', { name: file.name })
            : t('remove', { name: file.name })
        }
        icon={X}
        onClick={() => cancelUpload(key)}
      />
    </li>
  );
}
