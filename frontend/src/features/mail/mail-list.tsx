import { ChevronRight, Send } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import type { MailRead } from '@/api/gen/types.gen';
import { LANGUAGE_NAMES, useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Badge, type Tone } from '@/ui/badge';
import { Button } from '@/ui/button';
import { InstantText } from '@/ui/date-text';
import { useRowKeys } from '@/ui/use-row-keys';
import { useResend } from './queries';

const TONES: Record<MailRead['status'], Tone> = { queued: 'neutral', sent: 'good', failed: 'bad' };
const COLUMNS =
  'grid grid-cols-[1.25rem_minmax(0,1fr)_minmax(0,1.2fr)_7rem_6.5rem] items-center gap-3 max-md:grid-cols-[1.25rem_minmax(0,1fr)_auto]';

/** Messages that open to show how they fared. */
export function MailList({ rows, maySend }: { rows: readonly MailRead[]; maySend: boolean }) {
  const t = useT('mail');
  const { list, setAt } = useRowKeys(rows.length, 'button');

  return (
    <>
      <div
        aria-hidden
        className={`${COLUMNS} h-9 border-b border-line px-4 text-xs font-medium text-muted max-md:hidden`}
      >
        <span />
        <span>{t('to')}</span>
        <span>{t('message')}</span>
        <span>{t('when')}</span>
        <span>{t('state')}</span>
      </div>
      <ul ref={list} aria-label={t('title')}>
        {rows.map((row, index) => (
          <MailRow key={row.id} row={row} maySend={maySend} onFocus={() => setAt(index)} />
        ))}
      </ul>
    </>
  );
}

function MailRow({ row, maySend, onFocus }: { row: MailRead; maySend: boolean; onFocus: () => void }) {
  const t = useT('mail');
  const id = useId();
  const [open, setOpen] = useState(false);
  const resend = useResend();
  const named = `template.${row.template}` as 'template.invitation';
  return (
    <li className="border-b border-line last:border-0">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onFocus={onFocus}
        onClick={() => setOpen((now) => !now)}
        className={`${COLUMNS} min-h-13 w-full px-4 py-1.5 text-left -outline-offset-2 hover:bg-sunken/60 aria-expanded:bg-sunken/60`}
      >
        <ChevronRight
          size={15}
          aria-hidden
          className={`text-muted transition-transform duration-150 ${open ? 'rotate-90' : ''}`}
        />
        <span className="min-w-0">
          <span className="block truncate">{row.to}</span>
          <span className="block truncate text-sm text-muted md:hidden">{t.has(named) ? t(named) : row.template}</span>
        </span>
        <span className="min-w-0 max-md:hidden">
          <span className="block truncate">{t.has(named) ? t(named) : row.template}</span>
          {row.status === 'failed' && row.error && <span className="block truncate text-sm text-neg">{row.error}</span>}
        </span>
        <span className="text-sm text-muted max-md:hidden">
          <InstantText at={row.created_at} />
        </span>
        <span>
          <Badge tone={TONES[row.status]} moving={row.status === 'queued'}>
            {t(`status.${row.status}`)}
          </Badge>
        </span>
      </button>
      <div id={id} hidden={!open} className="border-t border-line bg-bg/60 px-4 py-4 md:pl-12">
        {open && (
          <>
            <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm max-sm:grid-cols-[6rem_minmax(0,1fr)]">
              <Fact label={t('subject')}>
                <span lang={row.language}>{row.subject}</span>
              </Fact>
              <Fact label={t('language')}>
                <span lang={row.language}>{LANGUAGE_NAMES[row.language]}</span>
              </Fact>
              <Fact label={t('asked')}>
                <InstantText at={row.created_at} exact />
              </Fact>
              {row.sent_at && (
                <Fact label={t('status.sent')}>
                  <InstantText at={row.sent_at} exact />
                </Fact>
              )}
              <Fact label={t('attempts')}>
                <span className="figures">{row.attempts}</span>
              </Fact>
              {row.error && (
                <Fact label={t('error')}>
                  <span className="font-mono text-xs text-neg">{row.error}</span>
                </Fact>
              )}
            </dl>
            {maySend && (
              <div className="mt-4 flex flex-wrap items-center gap-3">
                <Button
                  size="sm"
                  icon={Send}
                  busy={resend.isPending}
                  disabled={row.status === 'queued'}
                  onClick={() =>
                    resend.mutate(row.id, {
                      onSuccess: () => toast({ tone: 'done', title: t('resent', { to: row.to }) }),
                    })
                  }
                >
                  {t('resend')}
                </Button>
                {row.status === 'queued' && <span className="text-sm text-muted">{t('underWay')}</span>}
              </div>
            )}
          </>
        )}
      </div>
    </li>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
