import { lazy, Suspense, useEffect, useState } from 'react';
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
  const [lost, setLost] = useState<Lost | null>(null);

  useEffect(() => {
    if (!me) return;
    const waiting = new Set<(back: boolean) => void>();
    whenSessionIsLost(
      () =>
        new Promise<boolean>((resolve) => {
          waiting.add(resolve);
          setLost({ me, answer: resolve });
        }),
    );
    return () => {
      whenSessionIsLost(() => {});
      for (const resolve of waiting) resolve(false);
    };
  }, [me]);

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
