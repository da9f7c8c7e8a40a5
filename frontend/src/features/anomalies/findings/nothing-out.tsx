import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BookOpen, CircleCheckBig, Search, SearchX } from 'lucide-react';
import { useT } from '@/i18n/i18n';
import { Button, buttonClass } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import type { FindingFilter } from '../anomaly-search';
import { isGoing, runsOptions } from '../queries';
import { LookNow } from '../runs/look-now';

interface NothingOutProps {
  tab: Exclude<FindingFilter['status'], 'open'>;
  /** How many were done in this sitting. */
  done: number;
  narrowed: boolean;
  onClear: () => void;
}

/** With fewer entries than this only what is certain is told: a company has to have habits first. */
const FEW_ENTRIES = 40;

/** Several kinds of nothing: nobody has looked, nothing to look at, nothing fits, nothing found, and everything done. */
export function NothingOut({ tab, done, narrowed, onClear }: NothingOutProps) {
  const t = useT('anomalies');
  const runs = useInfiniteQuery(runsOptions()).data?.pages.flatMap((page) => page.rows) ?? [];
  const last = runs.find((run) => run.status === 'done');
  return (
    <div role="status" className="rounded-lg border border-line bg-surface">
      {narrowed ? (
        <EmptyState icon={SearchX} title={t('noneFits')}>
          <Button onClick={onClear}>{t('clearFilters')}</Button>
        </EmptyState>
      ) : tab ? (
        <EmptyState icon={SearchX} title={t(`none.${tab}`)} text={t(`noneText.${tab}`)}>
          <Link to="/anomalies" className={buttonClass('secondary')}>
            {t('toOpen')}
          </Link>
        </EmptyState>
      ) : !last ? (
        <EmptyState icon={Search} title={t(isGoing(runs[0]) ? 'looking' : 'neverLooked')} text={t('neverLookedText')}>
          <LookNow primary />
        </EmptyState>
      ) : last.entry_count === 0 ? (
        <EmptyState icon={BookOpen} title={t('noEntries')} text={t('noEntriesText')}>
          <Link to="/documents" className={buttonClass('primary')}>
            {t('toDocuments')}
          </Link>
        </EmptyState>
      ) : (
        <EmptyState
          icon={CircleCheckBig}
          title={t(done > 0 ? 'allDone' : 'nothingOut')}
          text={
            done > 0
              ? t('allDoneText', { count: done })
              : t(last.entry_count < FEW_ENTRIES ? 'fewEntriesText' : 'nothingOutText', { count: last.entry_count })
          }
        >
          <Link to="/anomalies/controls" className={buttonClass('secondary')}>
            {t('toControls')}
          </Link>
        </EmptyState>
      )}
    </div>
  );
}
