import { SlidersHorizontal, X } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useAccountChoices } from '@/api/accounts';
import { useT } from '@/i18n/i18n';
import { leadToUnreadable } from '@/lib/unreadable';
import { IconButton } from '@/ui/button';
import { Combobox } from '@/ui/combobox';
import { MoneyInput } from '@/ui/money-input';
import type { DraftLine } from './draft';
import { PostingDetails } from './posting-details';

interface PostingRowProps {
  line: DraftLine;
  /** Counted from 1, for the ear. */
  number: number;
  plain: boolean;
  problems: readonly string[];
  onChange: (change: Partial<DraftLine>) => void;
  onNext: () => void;
  onRemove: () => void;
  onFill: () => void;
  onFocus: (field: 'account' | 'debit' | 'credit') => void;
}

/** One posting: account, debit or credit; what few lines need opens below it. */
export function PostingRow(props: PostingRowProps) {
  const { line, number, plain, problems, onChange, onNext, onRemove, onFill, onFocus } = props;
  const t = useT('books');
  const { choices, ...search } = useAccountChoices();
  const more = Boolean(line.memo || line.contact || line.currency || line.tags.length || line.grids.length);
  const [open, setOpen] = useState(more);
  const fold = useRef<HTMLDivElement>(null);
  /** A field that was filled in from outside begins anew, for it shows what was typed until it is left. */
  const [filled, setFilled] = useState(0);
  const wrong = problems.length > 0;

  function press(event: KeyboardEvent<HTMLElement>) {
    if (event.defaultPrevented || !(event.target instanceof HTMLInputElement)) return;
    const inAmount = /-(debit|credit)$/.test(event.target.id);
    if (event.key === 'Enter' && inAmount && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      onNext();
    }
    if (event.key === '=' && inAmount) {
      event.preventDefault();
      setFilled((now) => now + 1);
      onFill();
    }
    if (event.key === 'Backspace' && (event.ctrlKey || event.metaKey) && event.target.value === '') {
      event.preventDefault();
      onRemove();
    }
  }

  const amount = (side: 'debit' | 'credit') => (
    <MoneyInput
      key={`${side}-${filled}`}
      id={`line-${line.key}-${side}`}
      label={t('sideOfLine', { side: t(side), number })}
      value={line[side]}
      aria-invalid={wrong}
      onChange={(value) =>
        onChange({ [side]: value, ...(value ? { [side === 'debit' ? 'credit' : 'debit']: null } : {}) })
      }
    />
  );

  return (
    <li className="border-b border-line px-4 py-2" onKeyDown={press}>
      <div className="grid grid-cols-[minmax(0,1fr)_8.5rem_8.5rem_4.5rem] items-center gap-2 max-md:grid-cols-[1fr_1fr_auto]">
        <div className="max-md:col-span-3">
          <Combobox
            id={`line-${line.key}-account`}
            label={t('accountOfLine', { number })}
            placeholder={t('accountHint')}
            choices={choices}
            {...search}
            value={line.account}
            onChange={(account) => {
              onChange({ account });
              if (account) onFocus(line.side ?? (line.credit ? 'credit' : 'debit'));
            }}
          />
        </div>
        {(['debit', 'credit'] as const).map((side) => (
          <span key={side} className="min-w-0">
            <span aria-hidden className="mb-0.5 block text-right text-xs text-muted md:hidden">
              {t(side)}
            </span>
            {amount(side)}
          </span>
        ))}
        <span className="flex justify-end self-end max-md:pb-0.5 md:self-center">
          {!plain && (
            <IconButton
              label={t('moreOfLine', { number })}
              icon={SlidersHorizontal}
              aria-expanded={open}
              onClick={() => setOpen(!open || leadToUnreadable(fold.current))}
              className={more ? 'text-accent' : ''}
            />
          )}
          <IconButton label={t('removeLine', { number })} icon={X} onClick={onRemove} />
        </span>
      </div>
      {wrong && (
        <div role="alert" className="mt-1 text-sm text-neg">
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </div>
      )}
      <div ref={fold}>{open && !plain && <PostingDetails line={line} number={number} onChange={onChange} />}</div>
    </li>
  );
}
