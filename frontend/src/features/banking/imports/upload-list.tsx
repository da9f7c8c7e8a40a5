import { Link } from '@tanstack/react-router';
import { CircleCheck, Clock, Copy, RotateCw, TriangleAlert, X } from 'lucide-react';
import { useT } from '@/i18n/i18n';
import { Button, IconButton } from '@/ui/button';
import { Progress } from '@/ui/progress';
import { useSay } from '../use-say';
import {
  cancelStatement,
  dismissStatements,
  isUnderWay,
  retryStatement,
  type Upload,
  useStatementUploads,
} from './uploads';

const LOOK = {
  waiting: { icon: Clock, colour: 'text-muted' },
  sending: { icon: Clock, colour: 'text-accent' },
  taken: { icon: CircleCheck, colour: 'text-pos' },
  known: { icon: Copy, colour: 'text-warn' },
  failed: { icon: TriangleAlert, colour: 'text-neg' },
};

/** What is being sent, and what became of what was sent last. */
export function UploadList() {
  const t = useT('banking');
  const common = useT('common');
  const uploads = useStatementUploads();
  if (uploads.length === 0) return null;
  const left = uploads.filter(isUnderWay).length;
  return (
    <section aria-label={t('uploads')} className="mb-4 rounded-lg border border-line bg-surface">
      <header className="flex min-h-11 items-center justify-between gap-3 border-b border-line px-4">
        <p role="status" className="text-sm font-semibold">
          {left > 0 ? t('sending', { count: left }) : t('sent', { count: uploads.length })}
        </p>
        {left === 0 && (
          <Button size="sm" variant="quiet" onClick={dismissStatements}>
            {common('close')}
          </Button>
        )}
      </header>
      <ul>
        {uploads.map((upload) => (
          <UploadRow key={upload.key} upload={upload} />
        ))}
      </ul>
    </section>
  );
}

function UploadRow({ upload }: { upload: Upload }) {
  const t = useT('banking');
  const common = useT('common');
  const say = useSay();
  const { icon: Icon, colour } = LOOK[upload.state];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 last:border-0">
      <Icon size={16} aria-hidden className={`shrink-0 ${colour}`} />
      <span className="min-w-40 flex-1">
        {upload.importId ? (
          <Link
            to="/bank/imports/$importId"
            params={{ importId: upload.importId }}
            className="font-medium break-all text-accent hover:underline"
          >
            {upload.file.name}
          </Link>
        ) : (
          <span className="font-medium break-all">{upload.file.name}</span>
        )}
        <span className={`block text-sm ${upload.state === 'failed' ? 'text-neg' : 'text-muted'}`}>
          {upload.state === 'failed' ? say(upload.problem) : t(`uploadStates.${upload.state}`)}
        </span>
      </span>
      {upload.state === 'sending' && (
        <span className="w-32">
          <Progress label={upload.file.name} value={upload.sent < 1 ? upload.sent : undefined} />
        </span>
      )}
      {upload.state === 'failed' && (
        <Button size="sm" icon={RotateCw} onClick={() => retryStatement(upload.key)}>
          {common('retry')}
        </Button>
      )}
      {isUnderWay(upload) && (
        <IconButton label={t('stopSending')} icon={X} onClick={() => cancelStatement(upload.key)} />
      )}
    </li>
  );
}
