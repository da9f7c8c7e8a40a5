import { Lock } from 'lucide-react';
import { useT } from '@/i18n/i18n';
import { EmptyState } from './empty-state';

/** A page that exists, but not for this role: says who can help. */
export function NotAllowed({ text }: { text?: string }) {
  const t = useT('notAllowed');
  return (
    <div className="rounded-lg border border-line bg-surface">
      <EmptyState icon={Lock} title={t('title')} text={text ?? t('text')} />
    </div>
  );
}
