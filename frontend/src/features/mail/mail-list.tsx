import { Send } from 'lucide-react';
import type { MailRead } from '@/api/gen/types.gen';
import { LANGUAGE_NAMES, useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Badge, type Tone } from '@/ui/badge';
import { Button } from '@/ui/button';
import { InstantText } from '@/ui/date-text';
import { Fact } from '@/ui/fact';
import type { Column } from '@/ui/list-column';
import { useResend } from './queries';

const TONES: Record<MailRead['status'], Tone> = { queued: 'neutral', sent: 'good', failed: 'bad' };

/** To whom, what, when, and whether it went. */
export function useMailColumns(): Column<MailRead>[] {
  const t = useT('mail');
  const kind = (row: MailRead) => {
    const named = `template.${row.template}` as 'template.invitation';
    return t.has(named) ? t(named) : row.template;
  };
  return [
    {
      name: 'to',
      header: t('to'),
      width: 'minmax(0, 1.2fr)',
      phone: 'title',
      cell: (row) => <span className="block wrap-anywhere">{row.to}</span>,
    },
    {
      name: 'template',
      header: t('message'),
      phone: 'below',
      cell: (row) => (
        <>
          <span className="block truncate">{kind(row)}</span>
          {row.status === 'failed' && row.error && <span className="block truncate text-sm text-neg">{row.error}</span>}
        </>
      ),
    },
    {
      name: 'created_at',
      header: t('when'),
      width: '7rem',
      phone: 'below',
      cell: (row) => (
        <span className="text-sm text-muted">
          <InstantText at={row.created_at} />
        </span>
      ),
    },
    {
      name: 'status',
      header: t('state'),
      width: '6.5rem',
      phone: 'aside',
      cell: (row) => (
        <Badge tone={TONES[row.status]} moving={row.status === 'queued'}>
          {t(`status.${row.status}`)}
        </Badge>
      ),
    },
  ];
}

/** How a message fared; sent again from here. */
export function MailDetail({ row, maySend }: { row: MailRead; maySend: boolean }) {
  const t = useT('mail');
  const resend = useResend();
  return (
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
  );
}
