import type { FindingDetail } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Badge, type Tone } from '@/ui/badge';
import { DateText, InstantText } from '@/ui/date-text';
import { useNumbers } from '../numbers';

const TONE: Record<FindingDetail['decisions'][number]['kind'], Tone> = {
  accepted: 'good',
  explained: 'good',
  snoozed: 'neutral',
  undone: 'warn',
};

/** What was said of it and when it was seen, the latest first. */
export function Said({ finding }: { finding: FindingDetail }) {
  const t = useT('anomalies');
  const numbers = useNumbers();
  return (
    <section aria-label={t('history')} className="px-4 py-3 text-sm">
      {finding.decisions.length > 0 && (
        <>
          <h3 className="mb-2 font-semibold">{t('whatWasSaid')}</h3>
          <ul className="mb-3 flex flex-col gap-2">
            {finding.decisions.map((one) => (
              <li key={one.id}>
                <div className="flex flex-wrap items-center gap-2">
                  <Badge tone={TONE[one.kind]}>{t(`saidStates.${one.kind}`)}</Badge>
                  <span className="text-muted">
                    {one.created_by ?? t('somebodyGone')} · <InstantText at={one.created_at} />
                  </span>
                  {one.until && (
                    <span className="text-muted">
                      {t('snoozedUntil')} <DateText day={one.until} />
                    </span>
                  )}
                </div>
                {one.note && <p className="mt-0.5 break-words">{one.note}</p>}
              </li>
            ))}
          </ul>
        </>
      )}
      <details>
        <summary className="w-fit rounded text-muted hover:text-ink">
          {t('seenTimes', { count: finding.sightings.length })}
        </summary>
        <ul className="mt-2 flex flex-col gap-1 text-muted">
          {finding.sightings.map((seen) => (
            <li key={seen.run_id} className="flex flex-wrap gap-x-3">
              <InstantText at={seen.seen_at} exact />
              <span className="figures">
                {seen.reasons.length > 0 ? t('scoreOf', { score: numbers.plain(seen.score) }) : t('stoodOutNoMore')}
              </span>
              <span className="figures">{t('controlsOf', { version: seen.controls_version })}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
