import { onDemand } from '@/ui/on-demand';

/** Keeps the lines as a template; fetched when it is first needed. */
export const SaveTemplate = onDemand(() => import('./save-template-dialog'));
