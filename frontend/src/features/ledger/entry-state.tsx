import type { EntryRead } from '@/api/gen/types.gen';
import { Status } from '@/ui/status';

/** Whether an entry was undone, or undoes another. */
export function EntryState({ entry }: { entry: EntryRead }) {
  if (entry.reversed_by_id) return <Status of="reversed" />;
  return entry.reverses_id ? <Status of="reversal" /> : null;
}
