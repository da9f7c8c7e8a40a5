import type { EntryRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Badge } from '@/ui/badge';
import { KindTag } from '@/ui/kind-tag';
import { Status } from '@/ui/status';

/** What an entry was made from, if not a plain invoice; whether it was undone, or undoes another. */
export function EntryState({ entry }: { entry: EntryRead }) {
  const t = useT('ledger');
  const state = entry.reversed_by_id ? 'reversed' : entry.reverses_id ? 'reversal' : null;
  return (
    <>
      <KindTag kind={entry.document_kind} />
      {entry.kind !== 'ordinary' && <Badge tone="neutral">{t(`entryKinds.${entry.kind}`)}</Badge>}
      {state && <Status of={state} />}
    </>
  );
}
