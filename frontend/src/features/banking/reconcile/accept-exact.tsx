import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CheckCheck } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { onDemand } from '@/ui/on-demand';
import { exactOptions, matchingOptions, ruleKeys } from '../rules/queries';

const ExactDialog = onDemand(() => import('./exact-dialog'));

/** The way to accept everything at once about which there is no doubt, with how much that is.
 *
 * Where there is nothing of the kind, a large book still leads to when Spark looked last, and has it look anew.
 */
export function AcceptExact({ onEnded }: { onEnded: () => void }) {
  const t = useT('banking');
  const exact = useQuery(exactOptions()).data;
  const matching = useQuery(matchingOptions()).data;
  useExactWhenMatched(matching?.job_id ?? null);
  const [asking, setAsking] = useState(false);
  const count = exact?.count ?? 0;
  const bySpark = matching?.answered_by === 'spark';
  if (!asking && count === 0 && !(exact && bySpark)) return null;
  return (
    <>
      <Button icon={count > 0 ? CheckCheck : undefined} onClick={() => setAsking(true)}>
        {count > 0 ? t('findExact', { count }) : t('seekExact')}
      </Button>
      <ExactDialog open={asking} onEnded={onEnded} onClose={() => setAsking(false)} />
    </>
  );
}

/** Asks again what is exact when Spark is done. */
function useExactWhenMatched(going: string | null) {
  const client = useQueryClient();
  const went = useRef(going);
  useEffect(() => {
    if (went.current && !going) void client.invalidateQueries({ queryKey: ruleKeys.exact });
    went.current = going;
  }, [going, client]);
}
