import { uniqueKey } from '@/lib/unique-key';

/** A request that is repeated because no answer came must not have a second effect. */
export const once = () => ({ 'Idempotency-Key': uniqueKey() });

/** Only if it is still as it was seen. */
export const ifSeen = (version: number) => ({ 'if-match': `"${version}"` });

/** What came with an ETag, which stands for how it was seen. */
export type Tagged<Read> = Read & { etag: string | undefined };

export function tagged<Read>({ data, response }: { data: { data: Read }; response: Response }): Tagged<Read> {
  return { ...data.data, etag: response.headers.get('etag') ?? undefined };
}

/** The same where what was seen came with an ETag alone. */
export const ifTagged = (etag: string | null | undefined) => (etag ? { 'if-match': etag } : {});
