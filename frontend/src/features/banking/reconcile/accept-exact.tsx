import { useQuery } from '@tanstack/react-query';
import { CheckCheck } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { onDemand } from '@/ui/on-demand';
import { exactOptions, matchingOptions } from '../rules/queries';

const ExactDialog = onDemand(() => import('./exact-dialog'));

/** The way to accept everything at once about which there is no doubt; it says how much that is. */
export function AcceptExact({ onEnded }: { onEnded: () => void }) {
  const t = useT('banking');
  const count = useQuery(exactOptions()).data?.count ?? 0;
  const bySpark = useQuery(matchingOptions()).data?.answered_by === 'spark';
  const [asking, setAsking] = useState(false);
  if (count === 0 && !asking && !bySpark) return null;
  return (
    <>
      <Button icon={CheckCheck} onClick={() => setAsking(true)}>
        {t('findExact', { count })}
      </Button>
      <ExactDialog open={asking} onEnded={onEnded} onClose={() => setAsking(false)} />
    </>
  );
}
