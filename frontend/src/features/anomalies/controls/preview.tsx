import { useEffect, useRef, useState } from 'react';
import type { FindingPreviewed, PreviewRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { DateText } from '@/ui/date-text';
import { EntryLink } from '../entry-link';
import { useReasonText } from '../reason-words';

const FIRST = 8;

/** What the limits on the screen would have found in the last year, beside those that are kept. */
export function Preview({ found }: { found: PreviewRead }) {
  const t = useT('anomalies');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const nothing = found.coming_count === 0 && found.going_count === 0;
  return (
    <div ref={place} className="scroll-mb-20">
      <Card
        title={t('lastYear')}
        aside={
          <span className="text-sm text-muted">
            <DateText day={found.from_on} /> – <DateText day={found.to_on} />
          </span>
        }
      >
        <p role="status" className="text-sm text-muted">
          {t('judgedEntries', { count: found.entries })}
        </p>
        <dl className="mt-2 grid grid-cols-3 gap-3">
          <Count label={t('coming')} count={found.coming_count} />
          <Count label={t('going')} count={found.going_count} />
          <Count label={t('staying')} count={found.staying_count} />
        </dl>
        {nothing && <p className="mt-3">{t('noDifference')}</p>}
        <Rows title={t('comingText')} rows={found.coming} count={found.coming_count} />
        <Rows title={t('goingText')} rows={found.going} count={found.going_count} />
      </Card>
    </div>
  );
}

function Count({ label, count }: { label: string; count: number }) {
  return (
    <div className="rounded-md bg-sunken/60 px-3 py-2">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="figures text-xl font-semibold">{count}</dd>
    </div>
  );
}

function Rows({ title, rows, count }: { title: string; rows: readonly FindingPreviewed[]; count: number }) {
  const t = useT('anomalies');
  const sentence = useReasonText();
  const [all, setAll] = useState(false);
  if (rows.length === 0) return null;
  const shown = all ? rows : rows.slice(0, FIRST);
  return (
    <section className="mt-4" aria-label={title}>
      <h3 className="text-sm font-semibold">{title}</h3>
      <ul className="divide-y divide-line">
        {shown.map((row) => (
          <li key={row.entry_id} className="py-2 text-sm">
            <div className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 truncate">
                <EntryLink entry={row}>{row.counterparty || t('unnamed')}</EntryLink>{' '}
                <span className="figures text-muted">{row.reference}</span>
              </span>
              <span className="num">
                <Amount value={row.amount} currency={row.currency} />
              </span>
            </div>
            {row.reasons[0] && (
              <p className="text-muted">
                <DateText day={row.booked_on} /> · {t(`names.${row.reasons[0].control}`)}:{' '}
                {sentence(row.reasons[0], row.currency)}
              </p>
            )}
          </li>
        ))}
      </ul>
      {!all && rows.length > FIRST && (
        <Button size="sm" variant="quiet" onClick={() => setAll(true)}>
          {t('showAllOf', { count: rows.length })}
        </Button>
      )}
      {count > rows.length && <p className="text-sm text-muted">{t('firstOf', { shown: rows.length, count })}</p>}
    </section>
  );
}
