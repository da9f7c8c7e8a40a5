import { Link } from '@tanstack/react-router';
import { Columns3 } from 'lucide-react';
import { useState } from 'react';
import type { ImportRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { toast } from '@/lib/toasts';
import { AskReason } from '@/ui/ask-reason';
import { Button, buttonClass } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { useConfirmImport, useDiscardImport, useRevertImport } from './mutations';

/** What can be decided about a file: import it, not, or take it back as a whole. */
export function ImportActions({ found }: { found: ImportRead }) {
  const may = useMay();
  if (!may('banking:import')) return null;
  if (found.status === 'staged') return <Decide found={found} />;
  if (found.status === 'imported') return <Revert found={found} />;
  return null;
}

function Decide({ found }: { found: ImportRead }) {
  const t = useT('banking');
  const confirm = useConfirmImport();
  const discard = useDiscardImport();
  const [anyway, setAnyway] = useState(false);
  const [alike, setAlike] = useState(false);
  const { is_blocked: blocked, is_unbalanced: unbalanced } = found;
  const count = found.new_count + (alike ? found.alike_count : 0);
  const ready = !blocked && (!unbalanced || anyway);
  const importNow = () =>
    ready &&
    confirm.mutate(
      { ...found, anyway, alike },
      { onSuccess: (now) => toast({ tone: 'done', title: t('importedLines', { count: now.new_count }) }) },
    );
  useHotkeys([{ keys: 'mod+enter', label: t('importNow', { count }), group: t('imports'), run: importNow }]);
  return (
    <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-surface px-4 py-3 shadow-layer">
      <div className="min-w-48 flex-1 text-sm">
        {found.alike_count > 0 && !blocked && (
          <Checkbox
            checked={alike}
            onChange={setAlike}
            label={t('importAlike', { count: found.alike_count })}
            hint={t('importAlikeHint')}
          />
        )}
        {unbalanced && !blocked ? (
          <Checkbox checked={anyway} onChange={setAnyway} label={t('importAnyway')} hint={t('importAnywayHint')} />
        ) : (
          <p className="text-muted">{t(blocked ? 'blockedHint' : count > 0 ? 'readyHint' : 'nothingNew')}</p>
        )}
      </div>
      {found.can_map && (
        <Link from="/bank/imports/$importId" to="." search={{ columns: 'yes' }} className={buttonClass('secondary')}>
          <Columns3 size={16} aria-hidden />
          {t('changeColumns')}
        </Link>
      )}
      <Button busy={discard.isPending} onClick={() => discard.mutate(found)}>
        {t('discard')}
      </Button>
      <Button variant="primary" keys="mod+enter" busy={confirm.isPending} disabled={!ready} onClick={importNow}>
        {t('importNow', { count })}
      </Button>
    </div>
  );
}

function Revert({ found }: { found: ImportRead }) {
  const t = useT('banking');
  const [asking, setAsking] = useState(false);
  const revert = useRevertImport();
  return (
    <div className="flex justify-end">
      <Button variant="danger" onClick={() => setAsking(true)}>
        {t('revert')}
      </Button>
      <AskReason
        open={asking}
        onOpenChange={setAsking}
        title={t('revertTitle')}
        text={t('revertText', { count: found.new_count })}
        suggestions={[t('reasons.wrongCompany'), t('reasons.wrongFile'), t('reasons.wrongColumns')]}
        confirm={t('revert')}
        busy={revert.isPending}
        onConfirm={(reason) =>
          revert.mutate(
            { ...found, reason: reason.slice(0, 200) },
            {
              onSettled: () => setAsking(false),
              onSuccess: () => toast({ tone: 'done', title: t('revertedTitle') }),
            },
          )
        }
      />
    </div>
  );
}
