import type { ImportSummary } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Badge, type Tone } from '@/ui/badge';
import { isWorking } from '../queries';

const TONE: Record<ImportSummary['status'], Tone> = {
  reading: 'neutral',
  needs_mapping: 'warn',
  staged: 'warn',
  importing: 'neutral',
  imported: 'good',
  failed: 'bad',
  discarded: 'neutral',
  reverting: 'neutral',
  reverted: 'neutral',
};

export function ImportState({ of }: { of: Pick<ImportSummary, 'status'> }) {
  const t = useT('banking');
  return (
    <Badge tone={TONE[of.status]} moving={isWorking(of)}>
      {t(`states.${of.status}`)}
    </Badge>
  );
}

/** CODA, CAMT and so on; a table is a table. */
export function FormatName({ of }: { of: string | null }) {
  const t = useT('banking');
  const key = `formats.${of ?? ''}` as 'formats.coda';
  return <>{of === null ? '–' : t.has(key) ? t(key) : of.toUpperCase()}</>;
}
