import { onDemand } from './on-demand';

/** Asks whether a paper of a closed day is booked on the first open one; fetched when it is first needed. */
export const BookLater = onDemand(() => import('./book-later-dialog'));
