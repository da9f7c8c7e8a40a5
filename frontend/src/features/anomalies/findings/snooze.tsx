import { onDemand } from '@/ui/on-demand';

/** Asks until when; fetched when it is first needed. */
export const SnoozeDialog = onDemand(() => import('./snooze-dialog'));
