import type { EnrolmentRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { CopyButton } from '@/ui/copy-button';

/** The secret as a picture for the phone's camera, as text to type, and as a link where the app is on this device. */
export function EnrolmentShown({ enrolment }: { enrolment: EnrolmentRead }) {
  const t = useT('security');
  return (
    <div className="flex gap-5 max-sm:flex-col">
      {/* White in both themes: cameras want dark on light. */}
      <img
        src={`data:image/svg+xml,${encodeURIComponent(enrolment.qr_svg)}`}
        alt={t('setup.qr')}
        width={176}
        height={176}
        className="size-44 shrink-0 rounded-md border border-line bg-white p-1 max-sm:mx-auto"
      />
      <div className="flex min-w-0 flex-col gap-3">
        <p>{t('setup.scan')}</p>
        <a
          href={enrolment.uri}
          className="w-fit rounded font-medium text-accent underline underline-offset-2 sm:hidden"
        >
          {t('setup.openApp')}
        </a>
        <div>
          <p className="text-sm text-muted">{t('setup.byHand')}</p>
          <p className="mt-1 font-mono break-words select-all" data-secret={enrolment.secret}>
            {enrolment.secret.match(/.{1,4}/g)?.join(' ')}
          </p>
        </div>
        <span>
          <CopyButton text={enrolment.secret} what={t('setup.secret')} />
        </span>
      </div>
    </div>
  );
}
