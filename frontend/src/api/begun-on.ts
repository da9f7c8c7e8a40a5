import { useState } from 'react';

/**
 * The version an editor was opened on: what is saved is a change of that one, whatever is read while somebody types.
 * Where something else of it was changed here and nobody came between, it goes on from there.
 */
export function useBegunOn(opened: number) {
  const [begunOn, setBegunOn] = useState(opened);
  return {
    begunOn,
    moved: (before: number, after: number) => setBegunOn((now) => (now === before ? after : now)),
  };
}
