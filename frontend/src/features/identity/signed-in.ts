import { useQuery } from '@tanstack/react-query';
import type { Me } from '@/api/gen/types.gen';
import { meOptions } from '@/api/me';
import { restoreSession } from '@/api/session';

/** Who is signed in in this browser, for pages at the door that anybody may open. */
export function useSignedIn(): { known: boolean; me: Me | undefined } {
  const session = useQuery({
    queryKey: ['signed-in'] as const,
    queryFn: restoreSession,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const me = useQuery({ ...meOptions(), enabled: session.data === true });
  const known = session.isError || session.data === false || (session.data === true && !me.isPending);
  return { known, me: session.data ? me.data : undefined };
}
