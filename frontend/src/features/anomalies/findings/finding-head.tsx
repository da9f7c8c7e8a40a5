import { Link } from '@tanstack/react-router';
import { BookOpen, ExternalLink, FileText } from 'lucide-react';
import type { EntryShown, FindingRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { buttonClass } from '@/ui/button';
import { DateText } from '@/ui/date-text';
import { EntryLink } from '../entry-link';
import { FindingState } from './finding-state';

/** What stands out: whose, how much, when, and the way to it. What has left the books has none. */
export function FindingHead({ finding, entry }: { finding: FindingRead; entry: EntryShown | null }) {
  const t = useT('anomalies');
  const here = finding.status !== 'gone';
  const button = buttonClass('quiet', 'sm');
  return (
    <div className="border-b border-line px-4 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="min-w-0 text-lg font-semibold break-words">{finding.counterparty || t('unnamed')}</h2>
        <span className="figures text-xl font-semibold">
          <Amount value={finding.amount} currency={finding.currency} />
        </span>
      </div>
      <p className="flex flex-wrap items-baseline gap-x-3 text-sm text-muted">
        <span>{t(`bookOne.${finding.book}`)}</span>
        {finding.reference && <span className="figures font-medium text-ink">{finding.reference}</span>}
        <DateText day={finding.booked_on} />
        <FindingState finding={finding} />
      </p>
      {here && (
        <div className="-ml-2.5 flex flex-wrap">
          <EntryLink entry={finding} className={button}>
            <ExternalLink size={14} aria-hidden />
            {t(`openBook.${finding.book}`)}
          </EntryLink>
          {finding.journal_entry_id && finding.book !== 'postings' && (
            <Link to="/journal/$entryId" params={{ entryId: finding.journal_entry_id }} className={button}>
              <BookOpen size={14} aria-hidden />
              {t('openEntry')}
            </Link>
          )}
          {entry?.document_id && (
            <Link to="/documents/$documentId" params={{ documentId: entry.document_id }} className={button}>
              <FileText size={14} aria-hidden />
              {t('openPaper')}
            </Link>
          )}
        </div>
      )}
    </div>
  );
}
