import { Link, useNavigate } from '@tanstack/react-router';
import { CircleCheck, CircleX, FileWarning, RotateCw, ScanText, Trash2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DocumentRead } from '@/api/gen/types.gen';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Button, buttonClass } from '@/ui/button';
import { InstantText } from '@/ui/date-text';
import { Progress } from '@/ui/progress';
import { UploadButton } from '../upload-button';
import type { Decisions } from './decisions';

interface SettledPanelProps {
  document: DocumentRead;
  decisions: Decisions;
}

/** What there is to say and do about a document that is not waiting for a decision. */
export function SettledPanel({ document, decisions }: SettledPanelProps) {
  const t = useT('review');
  const problemText = useProblemText();
  const navigate = useNavigate();
  const { busy } = decisions;
  const remove = (
    <Button variant="danger" icon={Trash2} busy={busy} onClick={decisions.remove}>
      {t('delete')}
    </Button>
  );
  switch (document.status) {
    case 'uploaded':
    case 'reading':
      return (
        <Notice
          icon={<ScanText size={20} aria-hidden className="text-accent" />}
          title={t('isReading')}
          text={t('isReadingText')}
        >
          <div className="w-full max-w-xs">
            <Progress label={t('isReading')} />
          </div>
        </Notice>
      );
    case 'failed':
      return (
        <Notice
          icon={<FileWarning size={20} aria-hidden className="text-neg" />}
          title={t('isFailed')}
          text={problemText(document.problem)}
        >
          <Button variant="primary" icon={RotateCw} busy={busy} onClick={decisions.retry}>
            {t('retry')}
          </Button>
          <UploadButton
            variant="secondary"
            label={t('betterCopy')}
            onFiles={() => void navigate({ to: '/documents' })}
          />
          {remove}
        </Notice>
      );
    case 'approved':
      return (
        <Notice
          icon={<CircleCheck size={20} aria-hidden className="text-pos" />}
          title={t('isApproved')}
          text={document.decided_at ? <InstantText at={document.decided_at} exact /> : undefined}
        >
          {document.entry_id && (
            <Link to="/journal/$entryId" params={{ entryId: document.entry_id }} className={buttonClass('primary')}>
              {t('showEntry')}
            </Link>
          )}
          <Button icon={Undo2} keys="u" busy={busy} onClick={decisions.undo}>
            {t('undoApproval')}
          </Button>
        </Notice>
      );
    case 'rejected':
      return (
        <Notice
          icon={<CircleX size={20} aria-hidden className="text-muted" />}
          title={t('isRejected')}
          text={document.rejection_reason ?? undefined}
        >
          <Button icon={Undo2} busy={busy} onClick={decisions.restore}>
            {t('restore')}
          </Button>
          {remove}
        </Notice>
      );
    default:
      return null;
  }
}

function Notice({
  icon,
  title,
  text,
  children,
}: {
  icon: ReactNode;
  title: string;
  text?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section role="status" className="flex animate-appear flex-col gap-1 border-b border-line px-5 py-5 last:border-0">
      <p className="flex items-center gap-2 text-lg font-semibold">
        {icon}
        {title}
      </p>
      {text && <p className="text-muted">{text}</p>}
      <div className="mt-3 flex flex-wrap gap-2">{children}</div>
    </section>
  );
}
