import type { ImportRead } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { sendForm } from '@/api/send-form';
import { clearOnLeaving } from '@/lib/leftovers';
import { createStore, useStore } from '@/lib/store';
import { uniqueKey } from '@/lib/unique-key';

/** One file on its way to being an import. `known`: this very file was here before. */
export interface Upload {
  key: string;
  file: File;
  state: 'waiting' | 'sending' | 'taken' | 'known' | 'failed';
  /** Share sent, 0 to 1. */
  sent: number;
  importId?: string;
  problem?: { code: string; message: string };
}

const uploads = createStore<readonly Upload[]>([]);
const listeners = new Set<(batch: readonly Upload[]) => void>();
let running: { key: string; abort: AbortController } | null = null;
let batch = new Set<string>();

export const useStatementUploads = () => useStore(uploads);
export const isUnderWay = ({ state }: Upload): boolean => state === 'waiting' || state === 'sending';

/** Called when everything that was brought together has been answered. */
export function onStatementsSent(listener: (batch: readonly Upload[]) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function bringStatements(files: readonly File[]): void {
  const added = files.map((file): Upload => ({ key: uniqueKey(), file, state: 'waiting', sent: 0 }));
  if (!running) batch = new Set();
  for (const one of added) batch.add(one.key);
  uploads.set((all) => [...all.filter((one) => isUnderWay(one) || one.state === 'failed'), ...added]);
  void pump();
}

export function cancelStatement(key: string): void {
  uploads.set((all) => all.filter((one) => one.key !== key));
  batch.delete(key);
  if (running?.key === key) running.abort.abort();
}

export function retryStatement(key: string): void {
  change(key, { state: 'waiting', sent: 0 });
  batch.add(key);
  void pump();
}

export function dismissStatements(): void {
  uploads.set((all) => all.filter(isUnderWay));
}

clearOnLeaving(() => {
  uploads.set([]);
  batch = new Set();
  running?.abort.abort();
});

/** One file after the other: each is an import of its own. */
async function pump(): Promise<void> {
  if (running) return;
  const next = uploads.get().find((one) => one.state === 'waiting');
  if (!next) {
    const done = uploads.get().filter((one) => batch.has(one.key));
    batch = new Set();
    if (done.length > 0) for (const listener of listeners) listener(done);
    return;
  }
  const abort = new AbortController();
  running = { key: next.key, abort };
  change(next.key, { state: 'sending' });
  const form = new FormData();
  form.append('file', next.file, next.file.name);
  const tell = (loaded: number, total: number) => change(next.key, { sent: total > 0 ? loaded / total : 0 });
  try {
    const { data } = await sendForm<{ data: ImportRead }>('/api/v1/banking/imports', form, tell, abort.signal);
    // A file that is new has not been read yet when the answer comes.
    change(next.key, { state: data.status === 'reading' ? 'taken' : 'known', sent: 1, importId: data.id });
  } catch (reason) {
    if (!abort.signal.aborted) {
      const { code, problem } = asApiError(reason);
      change(next.key, { state: 'failed', problem: { code: code || 'no_answer', message: problem.title } });
    }
  } finally {
    running = null;
    void pump();
  }
}

function change(key: string, by: Partial<Upload>): void {
  uploads.set((all) => all.map((one) => (one.key === key ? { ...one, ...by } : one)));
}
