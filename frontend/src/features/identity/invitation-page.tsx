import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { inspectInvitation } from '@/api/gen/sdk.gen';
import type { MfaAsked, OfferRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { useRoleText } from '@/i18n/permissions';
import { toast } from '@/lib/toasts';
import { buttonClass } from '@/ui/button';
import { Progress } from '@/ui/progress';
import { DoorLink } from './door-link';
import { Entrance } from './entrance';
import { JoinAsMember, JoinByPassword, JoinNew } from './join-forms';
import { LinkFailure } from './link-failure';
import { useMailedToken } from './mailed-link';
import { NoToken } from './no-token';
import { SecondStep } from './second-step';
import { useSignedIn } from './signed-in';

const EnrolStep = lazy(() => import('./enrol-step')); // few companies ask for it on the way in

export function InvitationPage() {
  const { token } = useMailedToken();
  if (!token) return <NoToken />;
  return <Invited key={token} token={token} />;
}

/** What one is asked to join, and as what; then the shortest way in for who is opening it. */
function Invited({ token }: { token: string }) {
  const t = useT('invitation');
  const link = useT('link');
  const { known, me } = useSignedIn();
  const navigate = useNavigate();
  const [second, setSecond] = useState<{ asked: MfaAsked; offer: OfferRead } | null>(null);
  const [joined, setJoined] = useState(false);
  const offer = useQuery({
    queryKey: ['invitation', token] as const,
    queryFn: async ({ signal }) => (await inspectInvitation({ body: { token }, signal, throwOnError: true })).data.data,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    enabled: !joined && !second, // it serves once: asking again would only tell that it was used
  });

  const onIn = (company: string) => {
    setJoined(true);
    toast({ tone: 'done', title: t('joined', { company }) });
    void navigate({ to: '/', replace: true });
  };
  if (second && !joined) {
    const { asked } = second;
    const { email, company_name } = second.offer;
    // The invitation is open still; who is new has an account by now.
    const onAgain = () => void offer.refetch().then(() => setSecond(null));
    const step = { email, onIn: () => onIn(company_name), onAgain };
    if (!asked.enrolment) return <SecondStep asked={asked} {...step} />;
    return (
      <Suspense>
        <EnrolStep asked={{ ...asked, enrolment: asked.enrolment }} company={company_name} {...step} />
      </Suspense>
    );
  }
  if (offer.isError) {
    return (
      <LinkFailure error={offer.error} onRetry={() => void offer.refetch()}>
        {() => (
          <Link to="/" className={buttonClass('primary')}>
            {me ? link('goOn') : t('signIn')}
          </Link>
        )}
      </LinkFailure>
    );
  }
  if (!offer.data || !known || joined) {
    return (
      <Entrance title={t('opening')}>
        <Progress label={t('opening')} />
      </Entrance>
    );
  }

  const { company_name, email, has_account } = offer.data;
  const ways = {
    token,
    offer: offer.data,
    onIn: () => onIn(company_name),
    onChallenge: (asked: MfaAsked) => setSecond({ asked, offer: offer.data }),
  };
  return (
    <Entrance
      title={t('title', { company: company_name })}
      text={<Terms offer={offer.data} />}
      foot={
        has_account &&
        me?.email !== email &&
        t.rich('foot', { link: (words) => <DoorLink to="/forgot-password">{words}</DoorLink> })
      }
    >
      {!has_account && <JoinNew {...ways} />}
      {has_account && me?.email === email && <JoinAsMember {...ways} />}
      {has_account && me?.email !== email && <JoinByPassword {...ways} signedInAs={me?.email} />}
    </Entrance>
  );
}

function Terms({ offer }: { offer: OfferRead }) {
  const t = useT('invitation');
  const role = useRoleText();
  return (
    <>
      <p>
        {offer.invited_by
          ? t('by', { name: offer.invited_by, role: role.name(offer.role) })
          : t('asRole', { role: role.name(offer.role) })}
      </p>
      <p className="mt-1 text-sm">{role.does(offer.role)}</p>
    </>
  );
}
