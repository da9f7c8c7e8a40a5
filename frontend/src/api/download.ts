import { useMutation } from '@tanstack/react-query';
import { translator } from '@/i18n/i18n';
import { saveBlob } from '@/lib/save-file';
import { toast } from '@/lib/toasts';
import { apiFetch } from './session';

export type FileFormat = 'csv' | 'xlsx';

/** A generated call asked for a file: `(format) => listThings({ query: { ...filter, format }, parseAs: 'blob', throwOnError: true })`. */
type Ask<Format extends string> = (format: Format) => Promise<{ data: unknown; response: Response }>;

/**
 * Saves a list as a file: exactly what `ask` asks for, with the session's token, under the name the server gives it.
 * Never fails: what went wrong is said in the corner.
 */
export function useDownload<Format extends string = FileFormat>(
  ask: Ask<Format>,
): (format: Format) => Promise<unknown> {
  const { mutateAsync } = useMutation({
    mutationFn: async (format: Format) => {
      const { data, response } = await ask(format);
      const file = data instanceof Blob ? data : new Blob([String(data)]);
      const name = nameIn(response.headers.get('content-disposition')) ?? `list.${format}`;
      saveBlob(file, name);
      toast({ tone: 'done', title: translator()('download.saved', { name }), topic: 'download' });
    },
  });
  return (format) => mutateAsync(format).catch(() => {});
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
