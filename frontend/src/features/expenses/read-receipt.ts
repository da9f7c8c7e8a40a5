import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getDocument, uploadDocuments } from '@/api/gen/sdk.gen';
import { ApiError } from '@/api/problem';
import { once } from '@/api/versions';

/** Milliseconds between looks, and how often to look: a receipt is read within seconds, or something is wrong. */
const PAUSE = 1200;
const LOOKS = 100;

/** It takes longer than anybody waits for; it goes on, and the inbox has it then. */
export class StillReading extends Error {}

async function wasRead(id: string): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const { data } = await getDocument({ path: { document_id: id }, throwOnError: true });
    const { status, problem } = data.data;
    if (status === 'failed') throw refusal(problem?.code ?? 'server_error', problem?.message ?? '');
    if (status !== 'uploaded' && status !== 'reading') return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  throw new StillReading();
}

const refusal = (code: string, message: string) =>
  new ApiError({ title: message, status: 422, errors: [{ code, message, field: null }] });

/** Brings in one file and waits until it has been read; the answer is the document it has become. */
export function useReadReceipt() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (file: File) => {
      const { data } = await uploadDocuments({ body: { files: [file] }, headers: once(), throwOnError: true });
      const [sent] = data.data;
      const refused = data.meta.refused?.[0];
      if (!sent) throw refusal(refused?.code ?? 'server_error', refused?.message ?? '');
      await wasRead(sent.id);
      return sent.id;
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['documents'] }),
  });
}
