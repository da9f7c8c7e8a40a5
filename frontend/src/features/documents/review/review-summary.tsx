import { CircleCheck, ScanSearch } from 'lucide-react';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { RemarkList } from './remark-list';
import type { Remarks } from './remarks';

/** How many places to look at before anything else, and the way to the next one; what is wrong stands at its place. */
export function ReviewSummary({ remarks, onNext }: { remarks: Remarks; onNext: () => void }) {
  const t = useT('review');
  const count = remarks.doubtful.length;
  return (
    <div className="border-b border-line px-5 py-3">
      {count > 0 ? (
        <div className="flex items-center gap-2">
          <ScanSearch size={16} aria-hidden className="shrink-0 text-warn" />
          <p className="flex-1">{t('toCheck', { count })}</p>
          <Button size="sm" keys="n" onClick={onNext}>
            {t('nextToCheck')}
          </Button>
        </div>
      ) : (
        remarks.general.length === 0 && (
          <p className="flex h-8 items-center gap-2 text-muted">
            <CircleCheck size={16} aria-hidden className="text-pos" />
            {t('nothingToCheck')}
          </p>
        )
      )}
      <RemarkList remarks={remarks.general} />
    </div>
  );
}
