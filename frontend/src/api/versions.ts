import { uniqueKey } from '@/lib/unique-key';

/** A request that is repeated because no answer came must not have a second effect. */
export const once = () => ({ 'Idempotency-Key': uniqueKey() });

/** Only if it is still as it was seen. */
export const ifSeen = (version: number) => ({ 'if-match': `"${version}"` });
