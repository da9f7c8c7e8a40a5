import type { FindingRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { useNumbers } from '../numbers';
import { useReasonText } from '../reason-words';

/** From so many points on, an entry is a finding: docs/anomalies.md. */
const FINDING = 1.25;

/** Every reason as a sentence, with what it counts; together they are the score. */
export function Why({ finding }: { finding: Pick<FindingRead, 'reasons' | 'score' | 'currency' | 'status'> }) {
  const t = useT('anomalies');
  const numbers = useNumbers();
  const sentence = useReasonText();
  const { reasons, score, currency } = finding;
  if (reasons.length === 0) return null;
  return (
    <section aria-label={t('why')} className="border-b border-line px-4 py-3">
      <h3 className="mb-2 text-sm font-semibold">{t('why')}</h3>
      <ul className="flex flex-col gap-3">
        {reasons.map((reason) => (
          <li key={reason.control}>
            <div className="flex items-baseline justify-between gap-3">
              <span className="font-medium">{t(`names.${reason.control}`)}</span>
              <span className="num text-sm">+{numbers.plain(reason.points)}</span>
            </div>
            <p className="text-sm text-pretty text-muted">{sentence(reason, currency)}</p>
            <Share of={reason.points} all={score} />
          </li>
        ))}
      </ul>
      <p className="mt-3 flex items-baseline justify-between gap-3 border-t border-line pt-2">
        <span>
          <span className="font-medium">{t('score')}</span>{' '}
          <span className="text-sm text-muted">{t('findingFrom', { score: numbers.plain(FINDING) })}</span>
        </span>
        <span className="num font-semibold">{numbers.plain(score)}</span>
      </p>
    </section>
  );
}

/** How much of the score a reason is. The figure stands above it, so for the ear it is silent. */
function Share({ of, all }: { of: number; all: number }) {
  return (
    <div aria-hidden className="mt-1 h-1.5 overflow-hidden rounded-full bg-sunken">
      <div className="h-full rounded-full bg-accent" style={{ width: `${all > 0 ? (100 * of) / all : 0}%` }} />
    </div>
  );
}
