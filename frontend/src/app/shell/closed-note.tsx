import { Link } from '@tanstack/react-router';
import { Archive } from 'lucide-react';
import { useT } from '@/i18n/i18n';
import { DateText } from '@/ui/date-text';

/** The company was closed: what one sees can be read and taken along, and not changed. */
export default function ClosedNote({ since }: { since: string }) {
  const t = useT('closedNote');
  return (
    <aside
      aria-label={t('title')}
      className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-line bg-sunken px-4 py-2 text-sm"
    >
      <Archive size={16} aria-hidden className="shrink-0 text-muted" />
      <p className="min-w-56 flex-1">
        <span className="font-medium">{t('title')}</span>{' '}
        <span className="text-muted">{t.rich('text', { day: () => <DateText day={since.slice(0, 10)} /> })}</span>
      </p>
      <Link to="/settings/company" className="rounded font-medium text-accent underline-offset-2 hover:underline">
        {t('export')}
      </Link>
    </aside>
  );
}
