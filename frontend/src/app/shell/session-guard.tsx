import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Me } from '@/api/gen/types.gen';
import { useMe } from '@/api/me';
import { whenSessionIsLost, whenTenantChanges } from '@/api/session';

const SignInAgain = lazy(() => import('@/features/identity/sign-in-again'));

interface Lost {
  me: Me;
  answer: (back: boolean) => void;
}

/** Where a session ends while somebody works, they are asked to sign in again on the spot; what waited then goes on. */
export function SessionGuard() {
  const me = useMe();
  const now = useRef(me);
  now.current = me;
  const who = me && `${me.id} ${me.tenant.id}`;
  const [lost, setLost] = useState<Lost | null>(null);

  useEffect(() => {
    if (!who) return;
    const waiting = new Set<(back: boolean) => void>();
    whenSessionIsLost(
      () =>
        new Promise<boolean>((resolve) => {
          if (!now.current) return resolve(false);
          waiting.add(resolve);
          setLost({ me: now.current, answer: resolve });
        }),
    );
    return () => {
      whenSessionIsLost(() => {});
      for (const resolve of waiting) resolve(false);
    };
  }, [who]);

  useEffect(() => {
    whenTenantChanges(() => location.assign('/'));
    return () => whenTenantChanges(() => {});
  }, []);

  if (!lost) return null;
  return (
    <Suspense>
      <SignInAgain
        me={lost.me}
        onBack={() => {
          lost.answer(true);
          setLost(null);
        }}
      />
    </Suspense>
  );
}
