import { onDemand } from './on-demand';

/** A panel with one thing of a list in detail; fetched when it is first needed. */
export const Sheet = onDemand(() => import('./sheet-panel'));
