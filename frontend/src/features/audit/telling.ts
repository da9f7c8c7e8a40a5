import type { AuditEventRead } from '@/api/gen/types.gen';

export type Values = Record<string, unknown>;

/** One thing that an event changed; what was not there before, or is not any more, is undefined. */
export interface Change {
  name: string;
  before: unknown;
  after: unknown;
}

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Everything that changed, in the order it was written; what was sent and is as before is left out. */
export function changesOf({ payload }: Pick<AuditEventRead, 'payload'>): Change[] {
  const before = isValues(payload.old) ? payload.old : {};
  const after = isValues(payload.new) ? payload.new : {};
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return names
    .map((name) => ({ name, before: before[name], after: after[name] }))
    .filter((change) => JSON.stringify(change.before ?? null) !== JSON.stringify(change.after ?? null));
}

/** What else was written down: neither what changed, nor which things it is about (they are links). */
export function factsOf({ payload }: Pick<AuditEventRead, 'payload'>): [name: string, value: unknown][] {
  return Object.entries(payload).filter(
    ([name, value]) => name !== 'old' && name !== 'new' && !isReference(name) && value !== null && value !== '',
  );
}

function isReference(name: string): boolean {
  return name.endsWith('_id') || name === 'source_type';
}

const text = (payload: Values, name: string) => {
  const value = payload[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** What tells this event apart from others of its kind, in one line: the number of an entry, the reason of a rejection. */
export function gistOf({ payload }: Pick<AuditEventRead, 'payload'>): string {
  const number = text(payload, 'number');
  const words =
    ['memo', 'name', 'filename', 'reason', 'host', 'permission'].map((name) => text(payload, name)).find(Boolean) ?? '';
  return [number, words].filter(Boolean).join(' · ');
}

/** Documents, entries and invoices by name, as far as its own line does not name them already. */
export function namesOf({ about, payload }: Pick<AuditEventRead, 'about' | 'payload'>): string {
  const names = about.map(({ name }) => name).filter((name) => name !== payload.number && name !== payload.filename);
  return names.join(' · ');
}

/** The person an event is about, where that is not the one who did it. */
export function subjectOf({ payload, actor }: Pick<AuditEventRead, 'payload' | 'actor'>): string | null {
  const about = text(payload, 'user_id');
  return about && about !== actor?.id ? about : null;
}

/** Values nobody can read at a glance are written out as they are. */
export function written(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value);
}

const AMOUNT = /"-?\d+\.\d{2,}"/g;

/** The payload as it was recorded; amounts made unreadable while they are hidden. */
export function payloadText(payload: Values, hideAmounts: boolean): string {
  const json = JSON.stringify(payload, null, 2);
  return hideAmounts ? json.replace(AMOUNT, '"•••••"') : json;
}
