import { Download, Printer } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { PRODUCT } from '@/brand';
import { useT } from '@/i18n/i18n';
import { saveText } from '@/lib/save-file';
import { useLeaveWarning } from '@/lib/use-leave-warning';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { CopyButton } from '@/ui/copy-button';

interface RecoveryCodesProps {
  codes: readonly string[];
  email: string;
  onKept: () => void;
  /** Where on its page this stands. */
  heading?: 'h2' | 'h3';
}

/** Shown this once: to be copied, saved or printed before one can go on. */
export function RecoveryCodes({ codes, email, onKept, heading: Heading = 'h3' }: RecoveryCodesProps) {
  const t = useT('security');
  const [kept, setKept] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useLeaveWarning(true);
  useEffect(() => heading.current?.focus(), []);
  const file = [`${PRODUCT}: ${t('codes.fileTitle')}`, email, '', ...codes, '', t('codes.fileNote')].join('\n');

  return (
    <div className="flex flex-col gap-4">
      <div>
        <Heading ref={heading} tabIndex={-1} className="font-semibold outline-none">
          {t('codes.title')}
        </Heading>
        <p className="mt-1 text-muted">{t('codes.text')}</p>
      </div>
      <div className="print-only-this">
        <p className="hidden print:block">
          {PRODUCT}: {t('codes.fileTitle')} · {email}
        </p>
        <ul
          aria-label={t('codes.title')}
          className="figures grid max-w-md grid-cols-2 gap-x-6 gap-y-1.5 rounded-md border border-line bg-sunken/60 p-4 font-mono text-lg max-sm:text-base"
        >
          {codes.map((code) => (
            <li key={code} className="text-center select-all">
              {code}
            </li>
          ))}
        </ul>
      </div>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={codes.join('\n')} what={t('codes.these')} />
        <Button size="sm" icon={Download} onClick={() => saveText(file, t('codes.fileName'))}>
          {t('codes.download')}
        </Button>
        <Button size="sm" icon={Printer} onClick={() => window.print()}>
          {t('codes.print')}
        </Button>
      </div>
      <Checkbox checked={kept} onChange={setKept} label={t('codes.kept')} hint={t('codes.keptHint')} />
      <div className="flex justify-end">
        <Button variant="primary" disabled={!kept} onClick={onKept}>
          {t('codes.done')}
        </Button>
      </div>
    </div>
  );
}
