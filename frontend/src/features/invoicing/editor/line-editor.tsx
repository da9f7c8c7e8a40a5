import { Plus } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { ofLines, useTreatments } from '@/api/vat';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { Button } from '@/ui/button';
import { Kbd } from '@/ui/kbd';
import type { Line } from './draft';
import { useLineKeys } from './line-keys';
import { GRID, LineRow } from './line-row';
import { addAtEnd, insertLines, removeLine } from './lines';
import type { Editor } from './use-editor';
import type { Totals } from './use-totals';

interface LineEditorProps {
  editor: Editor;
  totals: Totals;
  /** What the server said of a line when it was saved, by its key. */
  errors: ReadonlyMap<string, readonly string[]>;
}

const NONE: readonly string[] = [];
const HEADS = ['description', 'quantity', 'unit_price', 'discount_percent', 'vat', 'account', 'net'] as const;
const ALIGNED: readonly string[] = ['quantity', 'unit_price', 'discount_percent', 'net'];

/** The lines of an invoice, to be written without a mouse. */
export function LineEditor({ editor, totals, errors }: LineEditorProps) {
  const t = useT('editor');
  const { draft, store, putLine } = editor;
  const { direction, issued_on, kind } = draft;
  const known = useTreatments({ on: issued_on });
  const treatments = useMemo(() => ofLines(known, direction, kind), [known, direction, kind]);
  const { list, onKeyDown, go } = useLineKeys(editor);

  // Rows are drawn again only when they change: what they call must stay the same.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor of a page is one, its store never changes
  const change = useCallback((key: string, by: Partial<Line>) => putLine(key, by), [store]);
  const remove = useCallback(
    (key: string) => {
      const { draft: left, go: next } = removeLine(store.get(), key);
      store.set(left);
      go(next);
    },
    [store, go],
  );
  const paste = useCallback(
    (key: string, lines: Line[]) => {
      store.set(insertLines(store.get(), key, lines));
      const last = lines.at(-1);
      if (last) go(last.key);
    },
    [store, go],
  );
  const add = () => {
    const { draft: more, go: next } = addAtEnd(store.get());
    store.set(more);
    go(next);
  };
  useHotkeys([{ keys: 'l', label: t('addLine'), group: t('group'), run: add }]);

  return (
    <section aria-label={t('lines')} className="rounded-lg border border-line bg-surface">
      <div
        aria-hidden
        className={`${GRID} border-b border-line px-3 py-2 text-xs font-medium text-muted max-lg:hidden`}
      >
        {HEADS.map((head) => (
          <span key={head} className={ALIGNED.includes(head) ? 'text-right' : ''}>
            {t(`head.${head}`)}
          </span>
        ))}
      </div>
      <ul ref={list} aria-label={t('lines')} onKeyDown={onKeyDown}>
        {draft.lines.map((line, place) => (
          <LineRow
            key={line.key}
            line={line}
            number={place + 1}
            direction={direction}
            treatments={treatments}
            answer={totals.lines.get(line.key)}
            stale={totals.stale}
            errors={errors.get(line.key) ?? NONE}
            onChange={change}
            onRemove={remove}
            onPaste={paste}
          />
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-3 py-2">
        <Button size="sm" variant="quiet" icon={Plus} onClick={add}>
          {t('addLine')}
        </Button>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted max-lg:hidden">
          <span>
            <Kbd keys="enter" /> {t('keyAdd')}
          </span>
          <span>
            <Kbd keys="up" /> <Kbd keys="down" /> {t('keyArrows')}
          </span>
          <span>
            <Kbd keys="Alt+up" /> <Kbd keys="Alt+down" /> {t('keyMove')}
          </span>
          <span>
            <Kbd keys="Alt+Del" /> {t('keyRemove')}
          </span>
          <span>{t('keyPaste')}</span>
        </p>
      </div>
    </section>
  );
}
