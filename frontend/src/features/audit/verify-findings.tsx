import { CircleCheck, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Integrity, Verification } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { InstantText } from '@/ui/date-text';

function Half({ holds, title, children }: { holds: boolean; title: string; children: ReactNode }) {
  const Icon = holds ? CircleCheck : CircleX;
  return (
    <div className="min-w-0 border-line p-4 not-first:border-l max-md:not-first:border-t max-md:not-first:border-l-0">
      <h3 className="mb-1 flex items-center gap-2 font-medium">
        <Icon size={17} aria-hidden className={`shrink-0 ${holds ? 'text-pos' : 'text-neg'}`} />
        {title}
      </h3>
      <ul className="flex flex-col gap-1 pl-6.5 text-sm text-muted">{children}</ul>
    </div>
  );
}

/** Whether what is there is what was written; the first row that is not, by name. */
export function IntegrityFinding({ integrity, onShow }: { integrity: Integrity; onShow: (sequence: number) => void }) {
  const t = useT('audit');
  const { first_bad: bad } = integrity;
  return (
    <Half holds={integrity.holds} title={t(integrity.holds ? 'integrityHolds' : 'integrityBroken')}>
      <li>{t('checked', { count: integrity.checked })}</li>
      {bad && (
        <li className="text-neg">
          <button
            type="button"
            onClick={() => onShow(bad.sequence)}
            className="rounded font-medium underline underline-offset-2"
          >
            {t('firstBad', { sequence: bad.sequence })}
          </button>
          {': '}
          {t(`bad.${bad.reason}`)}
        </li>
      )}
      {integrity.bad > 1 && <li className="text-neg">{t('moreBad', { count: integrity.bad - 1 })}</li>}
      {integrity.unchecked > 0 && <li className="text-neg">{t('unchecked', { count: integrity.unchecked })}</li>}
    </Half>
  );
}

/** Whether everything that was written is there: no gap, up to what was signed, and the books and the log agree. */
export function CompletenessFinding({ found }: { found: Verification }) {
  const t = useT('audit');
  const { completeness, entries_without_event: unlogged, events_without_entry: gone } = found;
  const { from_sequence: from, to_sequence: to, anchored_to: anchor, anchored_at: signed } = completeness;
  const cut = completeness.reasons.includes('ends_early');
  const damaged = completeness.damaged_checkpoint;
  return (
    <Half holds={completeness.holds} title={t(completeness.holds ? 'completenessHolds' : 'completenessBroken')}>
      {from !== null && to !== null && completeness.missing_count === 0 && <li>{t('noGap', { from, to })}</li>}
      {completeness.missing_count > 0 && (
        <li className="text-neg">
          {t('missingRows', { count: completeness.missing_count, first: completeness.missing.join(', ') })}
          {completeness.missing_count > completeness.missing.length && ' …'}
        </li>
      )}
      {cut && <li className="text-neg">{t('cutShort', { to: to ?? 0, anchor: anchor ?? 0 })}</li>}
      {damaged !== null && <li className="text-neg">{t('damagedAnchor', { sequence: damaged })}</li>}
      {anchor !== null && signed ? (
        <li>{t.rich('anchored', { sequence: anchor, at: () => <InstantText at={signed} exact /> })}</li>
      ) : (
        <li>{t(found.holds ? 'firstAnchor' : 'notAnchored')}</li>
      )}
      {unlogged > 0 && <li className="text-neg">{t('unlogged', { count: unlogged })}</li>}
      {gone > 0 && <li className="text-neg">{t('gone', { count: gone })}</li>}
      {unlogged === 0 && gone === 0 && <li>{t('booksAgree')}</li>}
    </Half>
  );
}
