import { RotateCw, TriangleAlert } from 'lucide-react';
import { useT } from '@/i18n/i18n';
import { Button } from './button';

interface ErrorStateProps {
  /** What failed, as a sentence. */
  title: string;
  detail?: string | undefined;
  requestId?: string | undefined;
  onRetry?: () => void;
}

export function ErrorState({ title, detail, requestId, onRetry }: ErrorStateProps) {
  const t = useT('common');
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <TriangleAlert size={22} aria-hidden className="mb-1 text-neg" />
      <p className="text-lg font-semibold">{title}</p>
      {detail && <p className="max-w-md text-balance text-muted">{detail}</p>}
      {requestId && <p className="font-mono text-xs text-muted">{t('requestId', { id: requestId })}</p>}
      {onRetry && (
        <Button className="mt-2" icon={RotateCw} onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}
