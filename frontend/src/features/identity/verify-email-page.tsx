import { confirmEmail, verifyEmail } from '@/api/gen/sdk.gen';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { useMailedToken } from './mailed-link';
import { NoToken } from './no-token';
import { OpenedLink } from './opened-link';
import { useSendVerification } from './send-verification';
import { useSignedIn } from './signed-in';

export function VerifyEmailPage() {
  const { token, forget } = useMailedToken();
  const { me } = useSignedIn();
  if (!token) return <NoToken />;
  return (
    <OpenedLink
      key={token}
      kind="verify"
      token={token}
      forget={forget}
      post={(secret) => verifyEmail({ body: { token: secret }, throwOnError: true })}
    >
      {me && !me.email_verified && <SendAgain />}
    </OpenedLink>
  );
}

export function ConfirmEmailPage() {
  const { token, forget } = useMailedToken();
  if (!token) return <NoToken />;
  return (
    <OpenedLink
      key={token}
      kind="confirm"
      token={token}
      forget={forget}
      post={(secret) => confirmEmail({ body: { token: secret }, throwOnError: true })}
    />
  );
}

/** A new link, for who is signed in here. */
function SendAgain() {
  const t = useT('verifyNote');
  const sending = useSendVerification();
  return (
    <Button variant="primary" busy={sending.isPending} onClick={() => sending.mutate()}>
      {t('again')}
    </Button>
  );
}
