import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { translator } from '@/i18n/i18n';
import { saveBlob } from '@/lib/save-file';
import { toast } from '@/lib/toasts';
import { exportList } from './gen/sdk.gen';
import { type ApiError, asApiError } from './problem';
import { apiFetch } from './session';

export type FileFormat = 'csv' | 'xlsx';

/** A generated call asked for a file: `(format) => listThings({ query: { ...filter, format }, parseAs: 'blob', throwOnError: true })`. */
type Ask<Format extends string> = (format: Format) => Promise<{ data: unknown; response: Response }>;

/**
 * Saves a list as a file: exactly what `ask` asks for, with the session's token, under the name the server gives it. One
 * that is too long to wait for is written by a job, and kept among the person's lists.
 * Never fails: what went wrong is said in the corner.
 */
export function useDownload<Format extends string = FileFormat>(
  ask: Ask<Format>,
): (format: Format) => Promise<unknown> {
  const navigate = useNavigate();
  const { mutateAsync } = useMutation({
    meta: { anyway: true },
    mutationFn: async (format: Format) => {
      const answer = await ask(format).catch((reason) => promised(asApiError(reason), format));
      if (answer) save(answer, format);
      else sayItIsPromised(() => void navigate({ to: '/settings' }));
    },
  });
  return (format) => mutateAsync(format).catch(() => {});
}

function save({ data, response }: { data: unknown; response: Response }, format: string): void {
  const file = data instanceof Blob ? data : new Blob([String(data)]);
  const name = nameIn(response.headers.get('content-disposition')) ?? `list.${format}`;
  saveBlob(file, name);
  toast({ tone: 'done', title: translator()('download.saved', { name }), topic: 'download' });
}

/** A job writes the list that was asked for; any other failure is thrown on. */
async function promised(failure: ApiError, format: string): Promise<null> {
  if (failure.code !== 'file_too_long' || (format !== 'csv' && format !== 'xlsx')) throw failure;
  await exportList({ body: { list: failure.asked, format }, throwOnError: true });
  return null;
}

function sayItIsPromised(show: () => void): void {
  const t = translator();
  toast({
    tone: 'note',
    title: t('download.promised'),
    detail: t('download.promisedText'),
    action: { label: t('download.show'), run: show },
    topic: 'download',
  });
}

/** The file name in a Content-Disposition header. */
export function nameIn(disposition: string | null): string | null {
  return /filename="?([^";]+)"?/.exec(disposition ?? '')?.[1] ?? null;
}

/** Fetches one file with the session's token and saves it under this name. */
export async function download(path: string, filename: string): Promise<void> {
  const answer = await apiFetch(new URL(path, location.origin));
  saveBlob(await answer.blob(), filename);
}
