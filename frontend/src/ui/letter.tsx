import { Paperclip } from 'lucide-react';
import { useT } from '@/i18n/i18n';
import { SkeletonRows } from './skeleton';

interface Written {
  subject: string;
  text: string;
  language: string;
  attachment: string | null;
}

/** A mail as its reader will see it, word for word; the one before stays while the next is being written. */
export function Letter({ letter, stale }: { letter: Written | undefined; stale: boolean }) {
  const t = useT('letter');
  return (
    <section
      aria-label={t('title')}
      aria-busy={stale || undefined}
      className={`rounded-md border border-line bg-bg p-4 transition-opacity duration-150 ${stale && letter ? 'opacity-60' : ''}`}
    >
      {letter ? (
        <>
          <p className="border-b border-line pb-2 text-sm">
            <span className="text-muted">{t('subject')}</span>{' '}
            <span className="font-medium" lang={letter.language}>
              {letter.subject}
            </span>
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by the keys */}
          <div tabIndex={0} className="scroll-slim mt-3 max-h-64 overflow-y-auto rounded text-sm">
            <p lang={letter.language} className="break-words whitespace-pre-wrap">
              {letter.text.trim()}
            </p>
          </div>
          {letter.attachment && (
            <p className="mt-3 flex items-center gap-2 text-sm text-muted">
              <Paperclip size={14} aria-hidden />
              {letter.attachment}
            </p>
          )}
        </>
      ) : (
        <SkeletonRows rows={4} height="h-7" />
      )}
    </section>
  );
}
