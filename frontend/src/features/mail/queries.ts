import { infiniteQueryOptions, keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query';
import { listMails, resendMail } from '@/api/gen/sdk.gen';
import type { MailRead } from '@/api/gen/types.gen';
import { once } from '@/api/versions';
import type { MailFilter } from './mail-search';

const PAGE_SIZE = 50;
const mailsKey = ['mails'] as const;
const FRESH = 60_000;
/** Milliseconds between looks: while a message is new, and while one is tried again for hours. */
const WATCH = 1500;
const GLANCE = 15_000;

/** The filter as the API wants it: the same for the list on the screen and for the file. */
export function asked({ status, from, to, q }: MailFilter) {
  return { status: status ? [status] : null, from: from ?? null, to: to ?? null, q: q ?? null };
}

/** How soon to look again at messages on their way; false when all have arrived. */
export function lookAgain(
  mails: readonly Pick<MailRead, 'status' | 'created_at' | 'attempts'>[],
  now: number = Date.now(),
): number | false {
  const queued = mails.filter((mail) => mail.status === 'queued');
  if (queued.length === 0) return false;
  return queued.some((mail) => mail.attempts === 0 || now - new Date(mail.created_at).getTime() < FRESH)
    ? WATCH
    : GLANCE;
}

/** What was mailed, latest first; looks again by itself while something is on its way. */
export function mailsOptions(filter: MailFilter) {
  return infiniteQueryOptions({
    queryKey: [...mailsKey, asked(filter)] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...asked(filter), limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listMails({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => lookAgain(state.data?.pages.flatMap((page) => page.rows) ?? []),
  });
}

export function useResend() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      const headers = once();
      return (await resendMail({ path: { mail_id: id }, headers, throwOnError: true })).data.data;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: mailsKey }),
  });
}
