import { Link } from '@tanstack/react-router';
import { CopyPlus, Link2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { EntryRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Button, buttonClass } from '@/ui/button';
import { onDemand } from '@/ui/on-demand';
import { EntrySource } from './entry-source';

const ReverseDialog = onDemand(() => import('./reverse-dialog'));

/** Where an entry came from, its mirror image, and undoing it. */
export function EntryActions({ entry }: { entry: EntryRead }) {
  const t = useT('ledger');
  const [asking, setAsking] = useState(false);
  const may = useMay();
  const closes = entry.kind === 'closing' || entry.kind === 'vat_closing';
  const other = entry.reverses_id ?? entry.reversed_by_id;
  return (
    <div className="flex flex-wrap gap-2">
      <EntrySource source={entry.source} />
      {other && (
        <Link to="/journal/$entryId" params={{ entryId: other }} className={buttonClass('secondary', 'sm')}>
          <Link2 size={14} aria-hidden />
          {entry.reverses_id ? t('showOriginal') : t('showReversal')}
        </Link>
      )}
      {!entry.source && may('ledger:post') && (
        <Link to="/journal/new" search={{ copy: entry.id }} className={buttonClass('secondary', 'sm')}>
          <CopyPlus size={14} aria-hidden />
          {t('copy')}
        </Link>
      )}
      {!other && !closes && may('ledger:reverse') && (
        <Button size="sm" icon={Undo2} onClick={() => setAsking(true)}>
          {t('reverse')}
        </Button>
      )}
      <ReverseDialog open={asking} entry={entry} onClose={() => setAsking(false)} />
    </div>
  );
}
