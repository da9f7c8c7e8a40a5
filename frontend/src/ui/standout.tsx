import { Link } from '@tanstack/react-router';
import { Info } from 'lucide-react';
import { useT } from '@/i18n/i18n';
import { Badge } from './badge';

/** What stands out about an entry, and whether somebody has said something of it. */
interface Standing {
  id: string;
  status: 'open' | 'accepted' | 'explained' | 'snoozed' | 'gone';
}

/** In a row: that the entry stands out and nobody has said anything of it. */
export function StandoutBadge({ found }: { found: Standing | undefined }) {
  const t = useT('standout');
  if (found?.status !== 'open') return null;
  return <Badge tone="warn">{t('badge')}</Badge>;
}

/** Beside an entry: that it stands out, or what was said of that, with the way to why. */
export function StandoutNotice({ found }: { found: Standing | undefined }) {
  const t = useT('standout');
  if (!found || found.status === 'gone') return null;
  const open = found.status === 'open';
  return (
    <p
      className={`flex items-start gap-2 text-sm ${open ? 'rounded-lg border border-warn/30 bg-warn-soft px-4 py-2.5 text-warn' : 'text-muted'}`}
    >
      <Info size={15} aria-hidden className="mt-0.5 shrink-0" />
      <span>
        {t(found.status)}{' '}
        <Link
          to="/anomalies"
          search={{ ...(open ? {} : { status: 'all' as const }), finding: found.id }}
          className="font-medium whitespace-nowrap underline underline-offset-2"
        >
          {t('why')}
        </Link>
      </span>
    </p>
  );
}
