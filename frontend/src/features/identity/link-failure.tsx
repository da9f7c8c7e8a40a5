import type { ReactNode } from 'react';
import { asApiError } from '@/api/problem';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { Entrance } from './entrance';

const ENDED = [
  'link_invalid',
  'link_used',
  'link_expired',
  'invitation_expired',
  'invitation_revoked',
  'invitation_used',
] as const;
type Ended = (typeof ENDED)[number];

/** Why a mailed link leads nowhere; null when the reason is not the link. A broken link is refused as 422. */
export function endOfLink(error: unknown): Ended | null {
  const { code, status, problem } = asApiError(error);
  const known = ENDED.find((one) => one === code);
  if (known) return known;
  const aboutToken = problem.errors.some((one) => one.field?.endsWith('token'));
  return status === 422 && aboutToken ? 'link_invalid' : null;
}

interface LinkFailureProps {
  error: unknown;
  onRetry: () => void;
  /** The way on from a link that has ended. */
  children: (ended: Ended) => ReactNode;
}

/** A mailed link that did not work: what is the matter with it, and the way on. */
export function LinkFailure({ error, onRetry, children }: LinkFailureProps) {
  const t = useT('link');
  const common = useT('common');
  const failure = useFailure()(error);
  const ended = endOfLink(error);
  if (ended) {
    return (
      <Entrance arrived title={t(`ended.${ended}.title`)} text={t(`ended.${ended}.text`)}>
        <div className="flex flex-col gap-2">{children(ended)}</div>
      </Entrance>
    );
  }
  return (
    <Entrance arrived title={t('failed')} text={failure.detail}>
      {failure.requestId && (
        <p className="mb-4 font-mono text-xs text-muted">{common('requestId', { id: failure.requestId })}</p>
      )}
      <Button variant="primary" className="w-full" onClick={onRetry}>
        {common('retry')}
      </Button>
    </Entrance>
  );
}
