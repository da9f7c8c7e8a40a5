import { Link } from '@tanstack/react-router';
import type { Imported, ImportedRow } from '@/api/gen/types.gen';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Badge, type Tone } from '@/ui/badge';
import { Card } from '@/ui/card';

const TONES: Record<ImportedRow['outcome'], Tone> = {
  made: 'good',
  revised: 'neutral',
  unchanged: 'neutral',
  failed: 'bad',
};

/** What became of a file, or would: the sums, what the columns were taken for, and each row that matters. */
export function ImportResult({ result }: { result: Imported | undefined }) {
  const t = useT('contacts');
  if (!result) return null;
  const columns = Object.entries(result.columns);
  return (
    <Card title={t(result.dry_run ? 'wouldHappen' : 'happened')} padded={false}>
      <dl className="flex flex-wrap gap-x-8 gap-y-2 border-b border-line px-4 py-3">
        {(['made', 'revised', 'unchanged', 'failed'] as const).map((outcome) => (
          <div key={outcome}>
            <dt className="text-sm text-muted">{t(`outcomes.${outcome}`)}</dt>
            <dd className={`figures text-lg font-semibold ${outcome === 'failed' && result.failed ? 'text-neg' : ''}`}>
              {result[outcome]}
            </dd>
          </div>
        ))}
      </dl>
      <details className="border-b border-line px-4 py-3 text-sm">
        <summary className="font-medium">{t('columnsRead', { count: columns.length })}</summary>
        <ul className="mt-2 grid grid-cols-2 gap-x-6 gap-y-1 max-sm:grid-cols-1">
          {columns.map(([column, field]) => (
            <li key={column} className="text-muted">
              {column} → <span className="font-mono text-ink">{field}</span>
            </li>
          ))}
        </ul>
        {result.ignored.length > 0 && (
          <p className="mt-2 text-muted">{t('columnsIgnored', { columns: result.ignored.join(', ') })}</p>
        )}
      </details>
      <ul>
        {result.results.map((row) => (
          <Row key={row.row} row={row} known={!result.dry_run || row.outcome !== 'made'} />
        ))}
      </ul>
    </Card>
  );
}

/** Nobody can be led to a contact that is not there yet. */
function Row({ row, known }: { row: ImportedRow; known: boolean }) {
  const t = useT('contacts');
  const say = useProblemText();
  const changes = Object.entries(row.changes ?? {});
  const name = row.name ?? t('noName');
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-0">
      <span className="figures w-16 text-sm text-muted">{t('row', { row: row.row })}</span>
      <span className="min-w-40 flex-1">
        {row.contact_id && known ? (
          <Link
            to="/contacts/$contactId"
            params={{ contactId: row.contact_id }}
            className="font-medium text-accent hover:underline"
          >
            {name}
          </Link>
        ) : (
          <span className="font-medium">{name}</span>
        )}
        {row.outcome === 'revised' && changes.length > 0 && (
          <span className="block text-sm text-muted">
            {changes.map(([field, [old, now]]) => `${field}: ${shown(old)} → ${shown(now)}`).join(' · ')}
          </span>
        )}
        {row.is_archived && <span className="block text-sm text-muted">{t('staysArchived')}</span>}
        {[...(row.errors ?? []), ...(row.warnings ?? [])].map((told) => (
          <span
            key={`${told.field}-${told.code}`}
            className={`block text-sm ${row.outcome === 'failed' ? 'text-neg' : 'text-warn'}`}
          >
            {told.field && <span className="font-mono">{told.field}: </span>}
            {say(told)}
            {typeof told.value === 'string' && told.value && ` (${told.value})`}
          </span>
        ))}
      </span>
      <Badge tone={TONES[row.outcome]}>{t(`outcomes.${row.outcome}`)}</Badge>
    </li>
  );
}

const shown = (value: unknown) => (value === null || value === undefined || value === '' ? '–' : String(value));
