import type { EntryRead } from '@/api/gen/types.gen';
import { KindTag } from '@/ui/kind-tag';
import { Status } from '@/ui/status';

/** What an entry was made from, if not a plain invoice; whether it was undone, or undoes another. */
export function EntryState({ entry }: { entry: EntryRead }) {
  const state = entry.reversed_by_id ? 'reversed' : entry.reverses_id ? 'reversal' : null;
  return (
    <>
      <KindTag kind={entry.document_kind} />
      {state && <Status of={state} />}
    </>
  );
}
