/** What a list on the screen needs to know of the rows it shows, wherever they come from. */
export interface ListState<Row> {
  rows: readonly Row[];
  /** No answer yet. */
  pending: boolean;
  /** The rows answer the filter before this one, and stand there until the new ones have come. */
  stale: boolean;
  /** Why there is nothing to show; null while there is, or may yet be. */
  problem: { title: string; detail?: string | undefined; requestId?: string | undefined } | null;
  retry: () => void;
  more: { has: boolean; busy: boolean; failed: boolean; load: () => void };
}
