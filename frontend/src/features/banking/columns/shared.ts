import type { MappingMake, MappingRead } from '@/api/gen/types.gen';
import { saveText } from '@/lib/save-file';

/** What is given to somebody else: nothing of the company is in it. */
export function shareMapping({ name, headers, mapping }: MappingRead): void {
  const file = name.replace(/[^\p{L}\p{N} ._-]/gu, '').trim() || 'mapping';
  saveText(`${JSON.stringify({ name, headers, mapping }, null, 2)}\n`, `${file}.columns.json`);
}

/** A mapping that somebody shared; null where the text is something else. */
export function sharedMapping(text: string): MappingMake | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof read !== 'object' || read === null) return null;
  const { name, headers, mapping } = read as Partial<MappingMake>;
  const columns = mapping?.columns;
  if (typeof name !== 'string' || !name.trim() || typeof columns !== 'object' || columns === null) return null;
  const texts = Array.isArray(headers) ? headers.filter((one) => typeof one === 'string') : [];
  return { name: name.trim(), headers: texts, mapping: { ...mapping, columns } };
}
