import { useT } from '@/i18n/i18n';

export const SURE = 0.85;
export const DOUBTFUL = 0.65;

/** How sure the reader was, as three bars and as words for those who cannot see them. */
export function ConfidenceMark({ confidence, text = false }: { confidence: number; text?: boolean }) {
  const t = useT('documents');
  const level = confidence >= SURE ? 3 : confidence >= DOUBTFUL ? 2 : 1;
  const colour = level === 3 ? 'bg-pos' : level === 2 ? 'bg-warn' : 'bg-neg';
  const said = t('confidence', { percent: Math.round(confidence * 100) });
  return (
    <span title={said} className="inline-flex items-center gap-1.5 text-xs text-muted">
      <span aria-hidden className="inline-flex h-3 items-end gap-px">
        {[1, 2, 3].map((bar) => (
          <span
            key={bar}
            className={`w-0.75 rounded-xs ${bar <= level ? colour : 'bg-line'}`}
            style={{ height: `${bar * 4}px` }}
          />
        ))}
      </span>
      {text ? (
        <span className="figures">{Math.round(confidence * 100)}%</span>
      ) : (
        <span className="sr-only">{said}</span>
      )}
    </span>
  );
}
