import { currentLocale } from '@/i18n/i18n';
import { uniqueKey } from '@/lib/unique-key';
import { ApiError, asApiError, NO_ANSWER, problemFrom } from './problem';
import { accessToken, freshToken, refresh } from './session';

export type OnProgress = (loaded: number, total: number) => void;

/** A form with files; where the session ends on the way, it goes once more when somebody is back. */
export async function sendForm<Answer>(
  path: string,
  form: FormData,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Answer> {
  await freshToken();
  const once = uniqueKey();
  try {
    return await post<Answer>(path, form, once, onProgress, signal);
  } catch (reason) {
    if (asApiError(reason).status !== 401 || signal.aborted || !(await refresh())) throw reason;
    return post<Answer>(path, form, once, onProgress, signal);
  }
}

/** XMLHttpRequest, because fetch still cannot say how far an upload is. */
function post<Answer>(
  path: string,
  form: FormData,
  once: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Answer> {
  const token = accessToken();
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new DOMException('Aborted', 'AbortError'));
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.responseType = 'json';
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.setRequestHeader('accept-language', currentLocale());
    request.setRequestHeader('x-requested-with', 'spa');
    request.setRequestHeader('idempotency-key', once);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded, event.total);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as Answer);
      else reject(new ApiError(problemFrom(request.response, request.status)));
    };
    request.onerror = () => reject(new ApiError(NO_ANSWER));
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}
