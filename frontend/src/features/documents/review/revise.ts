import { reviseDocumentFields } from '@/api/gen/sdk.gen';
import type { DocumentRead } from '@/api/gen/types.gen';
import type { DocumentKind } from '../document-types';

export interface Correction {
  fields?: Record<string, unknown>;
  account_code?: string;
  cost_account?: string;
  kind?: DocumentKind;
}

/** Corrects a document as it was at `version`; a newer one is refused with 412. */
export async function reviseDocument(id: string, version: number, correction: Correction): Promise<DocumentRead> {
  const asked = { path: { document_id: id }, body: correction, headers: { 'if-match': `"${version}"` } };
  return (await reviseDocumentFields({ ...asked, throwOnError: true })).data.data;
}
