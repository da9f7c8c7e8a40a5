import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { apiFetch } from './session';

/** Page images need the bearer token, so they come by fetch and are shown from a blob: address. */
export function pageImageOptions(documentId: string, page: number) {
  return queryOptions({
    queryKey: ['documents', 'page', documentId, page] as const,
    queryFn: async ({ signal }) => {
      const answer = await apiFetch(new URL(`/api/v1/documents/${documentId}/pages/${page}`, location.origin), {
        signal,
      });
      return answer.blob();
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5 * 60_000,
  });
}

export function usePageImage(documentId: string, page: number, wanted: boolean) {
  const query = useQuery({ ...pageImageOptions(documentId, page), enabled: wanted });
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!query.data) return;
    const made = URL.createObjectURL(query.data);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [query.data]);
  return { address, failed: query.isError, retry: query.refetch };
}
