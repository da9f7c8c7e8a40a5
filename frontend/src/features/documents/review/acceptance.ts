import type { UseQueryResult } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Booking } from '@/api/gen/types.gen';
import { useProblemText } from '@/api/problem-text';
import type { Accepted } from '../queries';

export type AcceptableCode = Accepted[number];

/** Something that keeps a document from being booked unless a person says it should be. */
export interface ToAccept {
  code: AcceptableCode;
  text: string;
}

/**
 * What has to be accepted expressly. An accepted problem is not among those of the booking any more, and while the
 * booking is asked for anew nothing is known: what was offered stays offered until the answer is there.
 */
export function useToAccept(
  preview: Pick<UseQueryResult<Booking>, 'data' | 'isPlaceholderData'>,
  accepted: readonly AcceptableCode[],
): readonly ToAccept[] {
  const problemText = useProblemText();
  const offered = useRef<readonly ToAccept[]>([]);
  const asked = (preview.data?.problems ?? [])
    .filter((problem) => problem.can_be_accepted)
    .map((problem) => ({ code: problem.code as AcceptableCode, text: problemText(problem) }));
  const kept = offered.current.filter(
    ({ code }) => (preview.isPlaceholderData || accepted.includes(code)) && !asked.some((one) => one.code === code),
  );
  const now = [...asked, ...kept];
  offered.current = now;
  return now;
}
