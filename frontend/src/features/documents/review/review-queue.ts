import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { type DocumentFilter, documentsOptions } from '../queries';

export interface Neighbours {
  /** Place in the list, from 1; 0 when the document is not in it. */
  position: number;
  total: number;
  previous: string | null;
  next: string | null;
  /** The next one that waits for a decision, looking ahead first. */
  nextToReview: string | null;
}

/** Where this document stands in the list it was opened from: the place is kept while the list changes. */
export function useNeighbours(id: string, filter: DocumentFilter): Neighbours {
  const query = useInfiniteQuery(documentsOptions(filter));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const kept = useRef<{ id: string; neighbours: Neighbours } | null>(null);
  const index = rows.findIndex((row) => row.id === id);
  if (index < 0)
    return kept.current?.id === id
      ? kept.current.neighbours
      : {
          position: 0,
          total: rows.length,
          previous: null,
          next: null,
          nextToReview: rows.find((row) => row.status === 'to_review')?.id ?? null,
        };
  const waiting = [...rows.slice(index + 1), ...rows.slice(0, index)].find((row) => row.status === 'to_review');
  const neighbours = {
    position: index + 1,
    total: rows.length,
    previous: rows[index - 1]?.id ?? null,
    next: rows[index + 1]?.id ?? null,
    nextToReview: waiting?.id ?? null,
  };
  kept.current = { id, neighbours };
  return neighbours;
}
