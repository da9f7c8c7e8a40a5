import { type ApiError, asApiError } from '@/api/problem';
import { clearOnLeaving } from '@/lib/leftovers';
import { createStore, useStore } from '@/lib/store';
import { uniqueKey } from '@/lib/unique-key';
import { progressByFile, type SendAnswer, sendFiles } from './send-files';

export interface Upload {
  key: string;
  file: File;
  state: 'waiting' | 'sending' | 'taken' | 'duplicate' | 'refused' | 'failed';
  /** Share sent, 0 to 1. */
  sent: number;
  documentId?: string;
  duplicateOf?: string;
  problem?: { code: string; message: string };
}

const BATCH = 10;
const BATCH_BYTES = 48 * 1024 * 1024;
const uploads = createStore<readonly Upload[]>([]);
const listeners = new Set<() => void>();
let running: { keys: ReadonlySet<string>; abort: AbortController } | null = null;

export const useUploads = () => useStore(uploads);

/** Called whenever a batch has arrived, so that lists can be read again. */
export function onBatchArrived(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function enqueue(files: readonly File[]): void {
  const added = files.map((file): Upload => ({ key: uniqueKey(), file, state: 'waiting', sent: 0 }));
  uploads.set((all) => [...all.filter((one) => one.state !== 'taken'), ...added]);
  void pump();
}

/** Takes one file out. If its batch is already on the way, the others start again without it. */
export function cancelUpload(key: string): void {
  uploads.set((all) => all.filter((one) => one.key !== key));
  if (!running?.keys.has(key)) return;
  const others = running.keys;
  running.abort.abort();
  update(others, (one) => ({ ...one, state: 'waiting', sent: 0 }));
}

export function retryUpload(key: string): void {
  update(new Set([key]), (one) => ({ key: one.key, file: one.file, state: 'waiting', sent: 0 }));
  void pump();
}

export function dismissUploads(): void {
  uploads.set((all) => all.filter((one) => one.state === 'waiting' || one.state === 'sending'));
}

/** Forgets everything, also what is on the way: at sign-out and when the company changes. */
export function dropUploads(): void {
  uploads.set([]);
  running?.abort.abort();
}
clearOnLeaving(dropUploads);

async function pump(): Promise<void> {
  if (running) return;
  const batch = nextBatch(uploads.get());
  if (batch.length === 0) return;
  const keys = new Set(batch.map((one) => one.key));
  const abort = new AbortController();
  running = { keys, abort };
  update(keys, (one) => ({ ...one, state: 'sending' }));
  const sizes = batch.map((one) => one.file.size);
  try {
    const answer = await sendFiles(
      batch.map((one) => one.file),
      (loaded, total) => {
        const shares = progressByFile(loaded, total, sizes);
        const share = new Map(batch.map((one, index) => [one.key, shares[index] ?? 0]));
        update(keys, (one) => ({ ...one, sent: share.get(one.key) ?? one.sent }));
      },
      abort.signal,
    );
    place(settle(batch, answer));
  } catch (reason) {
    if (!abort.signal.aborted) place(settleFailure(batch, asApiError(reason)));
  } finally {
    running = null;
    for (const listener of listeners) listener();
    void pump();
  }
}

/** The next files to go together: at most ten, and not more bytes than a server takes at once. */
export function nextBatch(all: readonly Upload[]): Upload[] {
  const batch: Upload[] = [];
  let bytes = 0;
  for (const one of all) {
    if (one.state !== 'waiting') continue;
    if (batch.length === BATCH || (batch.length > 0 && bytes + one.file.size > BATCH_BYTES)) break;
    batch.push(one);
    bytes += one.file.size;
  }
  return batch;
}

/** Which file got which answer: a refusal names its place, the taken ones come in the order they were sent. */
export function settle(batch: readonly Upload[], { data, meta }: SendAnswer): Upload[] {
  const refused = new Map((meta.refused ?? []).map((one) => [one.field, one]));
  const taken = [...data];
  return batch.map((upload, index) => {
    const problem = refused.get(`files.${index}`);
    if (problem) return { ...upload, state: 'refused', sent: 1, problem };
    const document = taken.shift();
    if (!document) return { ...upload, state: 'failed', problem: { code: 'no_answer', message: '' } };
    if (!document.duplicate_of) return { ...upload, state: 'taken', sent: 1, documentId: document.id };
    return { ...upload, state: 'duplicate', sent: 1, documentId: document.id, duplicateOf: document.duplicate_of };
  });
}

/** A refused request lists its files as files.N; anything else failed for all of them. */
export function settleFailure(batch: readonly Upload[], error: ApiError): Upload[] {
  return batch.map((upload, index) => {
    const own = error.problem.errors.find((one) => one.field === `files.${index}`);
    if (own) return { ...upload, state: 'refused', sent: 1, problem: own };
    const state = error.status === 422 || error.status === 413 ? 'refused' : 'failed';
    return { ...upload, state, problem: { code: error.code || 'no_answer', message: error.problem.title } };
  });
}

function place(settled: readonly Upload[]): void {
  const byKey = new Map(settled.map((one) => [one.key, one]));
  uploads.set((all) => all.map((one) => byKey.get(one.key) ?? one));
}

function update(keys: ReadonlySet<string>, change: (one: Upload) => Upload): void {
  uploads.set((all) => all.map((one) => (keys.has(one.key) ? change(one) : one)));
}
