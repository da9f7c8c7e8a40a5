import { ApiError, asApiError, NO_ANSWER, problemFrom } from '@/api/problem';
import { accessToken, freshToken, refresh } from '@/api/session';
import { currentLocale } from '@/i18n/i18n';
import { uniqueKey } from '@/lib/unique-key';

/** What the server says about one request of several files: refused by place (files.N), the others in their order. */
export interface SendAnswer {
  data: { id: string; duplicate_of?: string | null }[];
  meta: { job_id?: string | null; refused?: { field: string; code: string; message: string }[] };
}

type OnProgress = (loaded: number, total: number) => void;

/** One request with several files; where the session ends on the way, it goes once more when somebody is back. */
export async function sendFiles(
  files: readonly File[],
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<SendAnswer> {
  await freshToken();
  const once = uniqueKey();
  try {
    return await post(files, once, onProgress, signal);
  } catch (reason) {
    if (asApiError(reason).status !== 401 || signal.aborted || !(await refresh())) throw reason;
    return post(files, once, onProgress, signal);
  }
}

/** XMLHttpRequest, because fetch still cannot say how far an upload is. */
function post(files: readonly File[], once: string, onProgress: OnProgress, signal: AbortSignal): Promise<SendAnswer> {
  const token = accessToken();
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new DOMException('Aborted', 'AbortError'));
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/documents');
    request.responseType = 'json';
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.setRequestHeader('accept-language', currentLocale());
    request.setRequestHeader('x-requested-with', 'spa');
    request.setRequestHeader('idempotency-key', once);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded, event.total);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as SendAnswer);
      else reject(new ApiError(problemFrom(request.response, request.status)));
    };
    request.onerror = () => reject(new ApiError(NO_ANSWER));
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    const body = new FormData();
    for (const file of files) body.append('files', file, file.name);
    request.send(body);
  });
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
