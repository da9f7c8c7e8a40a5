import { saveBlob } from '@/lib/save-file';
import { apiFetch } from './session';

/** A file of ours needs the token, so a plain link will not do: it is fetched and goes to the browser's downloads. */
export async function fetchFile(path: string, filename: string): Promise<void> {
  const answer = await apiFetch(new URL(path, location.origin));
  saveBlob(await answer.blob(), filename);
}
