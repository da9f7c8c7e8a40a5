import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Verification } from '@/api/gen/types.gen';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { IconButton } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { Notice } from '@/ui/notice';
import { Progress } from '@/ui/progress';
import { CompareForm } from './compare-form';
import type { useVerify } from './queries';
import { CompletenessFinding, IntegrityFinding } from './verify-findings';

interface VerifyPanelProps {
  verify: ReturnType<typeof useVerify>;
  onClose: () => void;
  onShow: (sequence: number) => void;
}

/** What a check of the log found, its two halves apart: whether anything was altered, whether anything is missing. */
export default function VerifyPanel({ verify, onClose, onShow }: VerifyPanelProps) {
  const t = useT('audit');
  const failure = useFailure();
  if (verify.isPending && !verify.data) {
    return (
      <div role="status" className="mb-4 rounded-lg border border-line bg-surface px-4 py-3">
        <p className="mb-2 text-sm text-muted">{t('verifying')}</p>
        <Progress label={t('verifying')} />
      </div>
    );
  }
  if (verify.isError) {
    const { detail, requestId } = failure(verify.error);
    return (
      <div className="mb-4">
        <Notice tone="bad" title={t('verifyFailed')} alert>
          {detail} {requestId && <span className="font-mono text-xs">{requestId}</span>}
        </Notice>
      </div>
    );
  }
  if (!verify.data) return null;
  return <Found found={verify.data} verify={verify} onClose={onClose} onShow={onShow} />;
}

function Found({ found, verify, onClose, onShow }: VerifyPanelProps & { found: Verification }) {
  const t = useT('audit');
  const title = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another result is the event
  useEffect(() => title.current?.focus(), [found]);
  return (
    <section aria-labelledby="verified" className="mb-5 animate-appear rounded-lg border border-line bg-surface">
      <header
        className={`flex items-center gap-3 rounded-t-lg border-b border-line px-4 py-2.5 ${found.holds ? 'bg-pos-soft text-pos' : 'bg-neg-soft text-neg'}`}
      >
        <h2 id="verified" ref={title} tabIndex={-1} className="flex-1 rounded font-semibold">
          {t(found.holds ? 'holds' : 'broken')}
        </h2>
        <span className="figures text-sm max-sm:hidden">{t('took', { seconds: Math.max(found.seconds, 0.01) })}</span>
        <IconButton label={t('closeResult')} icon={X} onClick={onClose} className="-mr-2" />
      </header>
      <div className="grid grid-cols-2 max-md:grid-cols-1">
        <IntegrityFinding integrity={found.integrity} onShow={onShow} />
        <CompletenessFinding found={found} />
      </div>
      {found.head && (
        <footer className="border-t border-line px-4 py-3 text-sm">
          <p className="flex flex-wrap items-center gap-x-2">
            <span className="font-medium">{t('head', { sequence: found.head.sequence })}</span>
            <span className="min-w-0 font-mono text-xs break-all text-muted">{found.head.hash}</span>
            <CopyButton small text={`${found.head.sequence} ${found.head.hash}`} what={t('headName')} />
          </p>
          <p className="text-muted">{t('headText')}</p>
          <CompareForm busy={verify.isPending} onCompare={(known) => verify.mutate(known)} />
        </footer>
      )}
    </section>
  );
}
