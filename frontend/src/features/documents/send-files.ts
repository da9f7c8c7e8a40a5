import { type OnProgress, sendForm } from '@/api/send-form';

/** What the server says about one request of several files: refused by place (files.N), the others in their order. */
export interface SendAnswer {
  data: { id: string; duplicate_of?: string | null }[];
  meta: { job_id?: string | null; refused?: { field: string; code: string; message: string }[] };
}

/** One request with several files. */
export function sendFiles(files: readonly File[], onProgress: OnProgress, signal: AbortSignal): Promise<SendAnswer> {
  const form = new FormData();
  for (const file of files) form.append('files', file, file.name);
  return sendForm<SendAnswer>('/api/v1/documents', form, onProgress, signal);
}

/** Share of each file that has left, when the request as a whole has: files go one after another, so fill them in order. */
export function progressByFile(loaded: number, total: number, sizes: readonly number[]): number[] {
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  let left = total > 0 ? (loaded / total) * bytes : 0;
  return sizes.map((size) => {
    const sent = Math.min(size, Math.max(0, left));
    left -= size;
    return size === 0 ? (loaded >= total ? 1 : 0) : sent / size;
  });
}
