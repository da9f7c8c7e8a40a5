import { Plus } from 'lucide-react';
import { useRef } from 'react';
import type { ViolationRead } from '@/api/gen/types.gen';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { type DraftLine, differenceOf, emptyLine, isBlank, withMissing } from './draft';
import { PostingRow } from './posting-row';

interface PostingsEditorProps {
  lines: readonly DraftLine[];
  onChange: (change: (lines: readonly DraftLine[]) => readonly DraftLine[]) => void;
  /** What the books would refuse, by the place of a line among those that are not blank. */
  problems?: readonly ViolationRead[];
  /** Without tags, currencies and VAT: opening balances. */
  plain?: boolean;
}

/**
 * Lines of an entry for the keyboard alone: a number or a word finds the account and Enter takes it, Enter in an amount
 * goes to the next line and makes one where there is none, = puts in what is missing.
 */
export function PostingsEditor({ lines, onChange, problems = [], plain = false }: PostingsEditorProps) {
  const t = useT('books');
  const say = useProblemText();
  const table = useRef<HTMLDivElement>(null);

  /** Twice, because a list that closes gives the focus back to its own field a moment later. */
  function focus(key: string | undefined, field: 'account' | 'debit' | 'credit') {
    const move = () => {
      const place = table.current?.querySelector<HTMLElement>(`#line-${key}-${field}`);
      if (place && document.activeElement !== place) place.focus();
    };
    requestAnimationFrame(() => {
      move();
      requestAnimationFrame(move);
    });
  }

  function add() {
    const made = emptyLine();
    onChange((now) => [...now, made]);
    focus(made.key, 'account');
  }

  function next(at: number) {
    const following = lines[at + 1];
    if (following) focus(following.key, 'account');
    else add();
  }

  function remove(at: number) {
    onChange((now) => (now.length > 1 ? now.filter((_, index) => index !== at) : [emptyLine()]));
    focus(lines[at + 1]?.key ?? lines[at - 1]?.key, 'account');
  }

  function fill(key: string) {
    const find = (all: readonly DraftLine[]) => all.find((line) => line.key === key);
    const difference = differenceOf(lines);
    const line = find(lines);
    if (difference === null || !line) return;
    const filled = withMissing(line, difference);
    onChange((now) => now.map((one) => (one.key === key ? withMissing(one, difference) : one)));
    focus(key, filled.debit ? 'debit' : 'credit');
  }

  let place = -1;
  return (
    <div ref={table}>
      <div
        aria-hidden
        className="grid grid-cols-[minmax(0,1fr)_8.5rem_8.5rem_4.5rem] gap-2 border-b border-line px-4 py-2 text-xs font-medium text-muted max-md:hidden"
      >
        <span>{t('account')}</span>
        <span className="text-right">{t('debit')}</span>
        <span className="text-right">{t('credit')}</span>
      </div>
      <ol aria-label={t('lines')}>
        {lines.map((line, at) => {
          if (!isBlank(line)) place += 1;
          const here = isBlank(line) ? [] : problems.filter((one) => one.field?.startsWith(`postings.${place}.`));
          return (
            <PostingRow
              key={line.key}
              line={line}
              number={at + 1}
              plain={plain}
              problems={[...new Set(here.map(say))]}
              onChange={(change) =>
                onChange((now) => now.map((one) => (one.key === line.key ? { ...one, ...change } : one)))
              }
              onNext={() => next(at)}
              onRemove={() => remove(at)}
              onFill={() => fill(line.key)}
              onFocus={(field) => focus(line.key, field)}
            />
          );
        })}
      </ol>
      <div className="px-4 py-2">
        <Button size="sm" variant="quiet" icon={Plus} onClick={add}>
          {t('addLine')}
        </Button>
      </div>
    </div>
  );
}
