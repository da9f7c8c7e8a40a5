import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, CircleCheckBig } from 'lucide-react';
import { useState } from 'react';
import type { Alike, Duplicate } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { onDemand } from '@/ui/on-demand';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { duplicatesOptions } from './queries';

const MergeDialog = onDemand(() => import('./merge-dialog'));

interface Choice {
  goes: Alike;
  stays: Alike;
}

/** Contacts that may be one and the same, the surest first, with why; somebody decides which name stays. */
export function DuplicatesPage() {
  const t = useT('contacts');
  const failure = useFailure();
  const query = useQuery(duplicatesOptions());
  const writes = useMay()('contacts:write');
  const [choice, setChoice] = useState<Choice | null>(null);
  const [asking, setAsking] = useState(false);

  function ask(stays: Alike, goes: Alike) {
    setChoice({ stays, goes });
    setAsking(true);
  }

  return (
    <div className="mx-auto max-w-4xl">
      <Link to="/contacts" className="mb-3 inline-flex items-center gap-1.5 rounded text-sm text-muted hover:text-ink">
        <ArrowLeft size={14} aria-hidden />
        {t('title')}
      </Link>
      <PageHeader title={t('duplicatesTitle')} note={query.data && query.data.length > 0 && query.data.length} />
      <p className="-mt-2 mb-5 max-w-2xl text-pretty text-muted">{t('duplicatesText')}</p>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {query.isPending && <SkeletonRows rows={3} height="h-24" />}
        {query.isError && (
          <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
        )}
        {query.data?.length === 0 && (
          <EmptyState icon={CircleCheckBig} title={t('noDuplicates')} text={t('noDuplicatesText')} />
        )}
        <ul aria-label={t('duplicatesTitle')}>
          {query.data?.map((pair) => (
            <Pair key={`${pair.first.id}-${pair.second.id}`} pair={pair} writes={writes} onMerge={ask} />
          ))}
        </ul>
      </div>
      {choice && <MergeDialog {...choice} open={asking} onClose={() => setAsking(false)} />}
    </div>
  );
}

interface PairProps {
  pair: Duplicate;
  writes: boolean;
  onMerge: (stays: Alike, goes: Alike) => void;
}

function Pair({ pair, writes, onMerge }: PairProps) {
  const t = useT('contacts');
  const sides = [
    [pair.first, pair.second],
    [pair.second, pair.first],
  ] as const;
  return (
    <li className="border-b border-line p-4 last:border-0">
      <p className="mb-3 flex flex-wrap items-center gap-2 text-sm text-muted">
        <Badge tone={pair.score >= 95 ? 'warn' : 'neutral'}>{t('score', { score: pair.score })}</Badge>
        {t('because', { reasons: pair.reasons.map((one) => t(`reason.${one}`)).join(', ') })}
      </p>
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        {sides.map(([one, other]) => (
          <div key={one.id} className="flex min-w-0 flex-col gap-2 rounded-md border border-line p-3">
            <Link
              to="/contacts/$contactId"
              params={{ contactId: one.id }}
              className="truncate font-medium text-accent hover:underline"
            >
              {one.name}
            </Link>
            <p className="text-sm text-muted">
              {[one.vat_number, one.city, one.iban].filter(Boolean).join(' · ') || t('nothingKnown')}
            </p>
            {writes && (
              <Button
                size="sm"
                className="mt-auto self-start"
                aria-label={t('keepNamed', { name: one.name })}
                onClick={() => onMerge(one, other)}
              >
                {t('keepThis')}
              </Button>
            )}
          </div>
        ))}
      </div>
    </li>
  );
}
