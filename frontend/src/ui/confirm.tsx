import { onDemand } from './on-demand';

/** Asks before something that cannot be undone; fetched when it is first needed. */
export const Confirm = onDemand(() => import('./confirm-dialog'));
