import { Link } from '@tanstack/react-router';
import type { Dashboard } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Card } from '@/ui/card';
import { DateText } from '@/ui/date-text';
import { EntryTotal } from '@/ui/entry-total';
import { KindTag } from '@/ui/kind-tag';
import { Status } from '@/ui/status';

export function RecentEntries({ figures }: { figures: Dashboard }) {
  const t = useT('dashboard');
  const all = (
    <Link to="/journal" className="rounded text-sm font-medium text-accent hover:underline">
      {t('wholeJournal')}
    </Link>
  );
  return (
    <Card title={t('recent')} aside={all} padded={false}>
      {figures.recent_entries.length === 0 ? (
        <p className="px-4 py-5 text-muted">{t('noEntries')}</p>
      ) : (
        <ul>
          {figures.recent_entries.map((entry) => (
            <li key={entry.id} className="border-b border-line last:border-0">
              <Link
                to="/journal/$entryId"
                params={{ entryId: entry.id }}
                className="flex h-11 items-center gap-4 px-4 -outline-offset-2 hover:bg-sunken/60"
              >
                <span className="figures w-28 shrink-0 text-sm text-muted max-md:hidden">{entry.number}</span>
                <span className="w-26 shrink-0 text-sm">
                  <DateText day={entry.booked_on} />
                </span>
                <span className="flex min-w-0 flex-1 items-center gap-2">
                  <span className="truncate">{entry.memo}</span>
                  <KindTag kind={entry.document_kind} />
                  {entry.reverses_id && <Status of="reversal" />}
                </span>
                <span className="num font-medium">
                  <EntryTotal entry={entry} currency={figures.currency} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
