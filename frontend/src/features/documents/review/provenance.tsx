import type { FieldRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { ConfidenceMark } from '../confidence-mark';

/** From where a value was read and how sure the reader was; in half the width only how sure. */
export function Provenance({ read, compact = false }: { read: FieldRead; compact?: boolean }) {
  const t = useT('review');
  return (
    <span title={t(`source.${read.source}`)} className="flex shrink-0 items-center gap-2 text-xs text-muted">
      <span className={compact ? 'sr-only' : ''}>{t(`source.${read.source}`)}</span>
      {read.source !== 'user' && <ConfidenceMark confidence={read.confidence} text />}
    </span>
  );
}
