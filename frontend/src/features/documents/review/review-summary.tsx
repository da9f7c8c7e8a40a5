import { CircleCheck, ScanSearch } from 'lucide-react';
import type { DocumentRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { SURE } from '../confidence-mark';
import { WarningList } from './warning-list';

/** How many fields to look at before anything else, and the way to the next one. */
export function ReviewSummary({ document, onNext }: { document: DocumentRead; onNext: () => void }) {
  const t = useT('review');
  const warned = new Set(document.warnings.map((warning) => warning.field));
  const doubtful = Object.entries(document.fields).filter(
    ([name, field]) => field.confidence < SURE || warned.has(name),
  );
  return (
    <div className="border-b border-line px-5 py-3">
      {doubtful.length === 0 ? (
        <p className="flex h-8 items-center gap-2 text-muted">
          <CircleCheck size={16} aria-hidden className="text-pos" />
          {t('nothingToCheck')}
        </p>
      ) : (
        <div className="flex items-center gap-2">
          <ScanSearch size={16} aria-hidden className="shrink-0 text-warn" />
          <p className="flex-1">{t('toCheck', { count: doubtful.length })}</p>
          <Button size="sm" keys="n" onClick={onNext}>
            {t('nextToCheck')}
          </Button>
        </div>
      )}
      <WarningList warnings={document.warnings.filter((warning) => warning.field === null)} />
    </div>
  );
}
