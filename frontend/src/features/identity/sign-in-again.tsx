import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Me, MfaAsked } from '@/api/gen/types.gen';
import { meOptions } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { SecondStep } from './second-step';
import { FirstStep } from './sign-in-page';
import { typedEmail } from './typed-email';

interface SignInAgainProps {
  /** Who was here. */
  me: Me;
  /** It is them again, in the same company: the page below goes on where it was. */
  onBack: () => void;
}

/**
 * The door, put before a page whose session has ended: nothing of it can be read, and nothing typed in it is lost.
 *
 * It stands beside the page and not in it: a dialog that was open there takes no click in the door for one beside
 * itself, and leaves the door readable to those who hear a page.
 */
export default function SignInAgain({ me, onBack }: SignInAgainProps) {
  const t = useT('shell');
  const client = useQueryClient();
  const cover = useRef<HTMLDialogElement>(null);
  const [asked, setAsked] = useState<{ challenge: MfaAsked; email: string } | null>(null);
  const [ready, setReady] = useState(false);
  const title = useRef(document.title);

  useEffect(() => {
    typedEmail.set(me.email);
    setReady(true);
  }, [me.email]);
  useEffect(() => {
    if (!ready) return;
    cover.current?.showModal?.();
    cover.current?.querySelector<HTMLInputElement>('[name=password]')?.focus();
  }, [ready]);

  async function goOn() {
    const now = await client.fetchQuery({ ...meOptions(), staleTime: 0 });
    if (now.id === me.id && now.tenant.id === me.tenant.id) {
      document.title = title.current;
      onBack();
    } else location.assign('/');
  }

  /** Neither the door nor a dialog below it goes away by Escape. */
  function stay(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
  }

  if (!ready) return null;
  return createPortal(
    <dialog
      ref={cover}
      aria-label={t('sessionLost')}
      onCancel={(event) => event.preventDefault()}
      onKeyDown={stay}
      className="m-0 h-dvh max-h-none w-dvw max-w-none overflow-y-auto bg-bg p-0 text-ink"
    >
      {asked ? (
        <SecondStep
          asked={asked.challenge}
          email={asked.email}
          onIn={() => void goOn()}
          onAgain={() => setAsked(null)}
        />
      ) : (
        <FirstStep
          text={t('sessionLost')}
          onIn={() => void goOn()}
          onChallenge={(challenge, email) => setAsked({ challenge, email })}
        />
      )}
    </dialog>,
    document.body,
  );
}
