import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { meOptions } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { buttonClass } from '@/ui/button';
import { Progress } from '@/ui/progress';
import { Entrance } from './entrance';
import { endOfLink, LinkFailure } from './link-failure';

interface OpenedLinkProps {
  /** What the link is for; names its texts. */
  kind: 'verify' | 'confirm';
  token: string;
  post: (token: string) => Promise<unknown>;
  forget: () => void;
  /** Beside the way into the books, when the link has ended. */
  children?: ReactNode;
}

/** A link that does its work by being opened: an address is confirmed. Said when done, or why not. */
export function OpenedLink({ kind, token, post, forget, children }: OpenedLinkProps) {
  const t = useT('link');
  const client = useQueryClient();
  const begun = useRef(false);
  const { mutate, ...use } = useMutation({
    meta: { quiet: true },
    mutationFn: () => post(token),
    onSuccess: () => void client.invalidateQueries({ queryKey: meOptions().queryKey }),
    onSettled: (_, error) => {
      if (!error || endOfLink(error)) forget();
    },
  });
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    mutate();
  }, [mutate]);

  const onward = (
    <Link to="/" className={buttonClass('primary')}>
      {t('goOn')}
    </Link>
  );
  if (use.isSuccess) {
    return (
      <Entrance arrived title={t(`${kind}.done`)} text={t(`${kind}.doneText`)}>
        {onward}
      </Entrance>
    );
  }
  if (use.isError) {
    // Opened twice: what it was for has been done.
    if (kind === 'verify' && endOfLink(use.error) === 'link_used') {
      return (
        <Entrance arrived title={t('verify.already')} text={t('verify.doneText')}>
          {onward}
        </Entrance>
      );
    }
    return (
      <LinkFailure error={use.error} onRetry={() => mutate()}>
        {() => (
          <>
            {children}
            <Link to="/" className={buttonClass(children ? 'secondary' : 'primary')}>
              {t('goOn')}
            </Link>
          </>
        )}
      </LinkFailure>
    );
  }
  return (
    <Entrance title={t(`${kind}.busy`)}>
      <Progress label={t(`${kind}.busy`)} />
    </Entrance>
  );
}
