import { Check, Plus } from 'lucide-react';
import { type FormEvent, useEffect, useRef } from 'react';
import type { BankLineRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { isZero } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { Button } from '@/ui/button';
import { type AskedPart, accountPart, asked, type DraftPart, hindrance, itemPart, left } from './draft';
import { draftOf } from './drafts';
import { ItemSearch } from './item-search';
import { PartRow } from './part-row';

interface PartsEditorProps {
  line: BankLineRead;
  parts: readonly DraftPart[];
  onChange: (parts: readonly DraftPart[]) => void;
  busy: boolean;
  onAccept: (parts: AskedPart[]) => void;
  onClose: () => void;
}

/** Divides a line over open items and accounts; says all the time what is left of it. */
export function PartsEditor({ line, parts, onChange, busy, onAccept, onClose }: PartsEditorProps) {
  const t = useT('banking');
  const common = useT('common');
  const form = useRef<HTMLFormElement>(null);
  const rest = left(parts, line);
  const why = hindrance(parts, line);
  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), []);

  function send(event?: FormEvent) {
    event?.preventDefault();
    // A figure that is being typed counts: fields hand it over when they are left.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const now = draftOf(line.id) ?? parts;
    if (!hindrance(now, line) && !busy) onAccept(asked(now, line));
  }

  useHotkeys([
    { keys: 'mod+enter', label: t('book'), group: t('reconcile'), run: () => send(), whileTyping: true },
    { keys: 'escape', label: common('cancel'), group: t('reconcile'), run: onClose, whileTyping: true },
  ]);

  return (
    <form ref={form} noValidate onSubmit={send} aria-label={t('splitTitle')} className="flex flex-col gap-3 px-4 py-3">
      <h3 className="text-sm font-semibold">{t('splitTitle')}</h3>
      {parts.length > 0 && (
        <ul className="flex flex-col gap-2">
          {parts.map((part) => (
            <PartRow
              key={part.key}
              part={part}
              line={line}
              onChange={(now) => onChange(parts.map((one) => (one.key === now.key ? now : one)))}
              onReplace={(change) => onChange(change(parts))}
              onRemove={() => onChange(parts.filter((one) => one.key !== part.key))}
            />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-start gap-2">
        <ItemSearch
          lineId={line.id}
          taken={parts.flatMap((part) => (part.type === 'account' ? [] : [part.id]))}
          onPick={(item) => onChange([...parts, itemPart(item, parts, line)])}
        />
        <Button icon={Plus} onClick={() => onChange([...parts, accountPart(parts, line)])}>
          {t('addPart')}
        </Button>
      </div>
      <p
        role="status"
        className={`flex items-baseline justify-between gap-3 rounded-md px-3 py-2 text-sm ${isZero(rest) ? 'bg-pos-soft text-pos' : why === 'too_much' ? 'bg-neg-soft text-neg' : 'bg-sunken text-ink'}`}
      >
        <span>{t(isZero(rest) ? 'nothingLeft' : why === 'too_much' ? 'tooMuch' : 'leftOpen')}</span>
        <span className="num font-medium">
          <Amount value={rest} currency={line.currency} />
        </span>
      </p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button keys="escape" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button type="submit" variant="primary" icon={Check} keys="mod+enter" busy={busy} disabled={why !== null}>
          {t('book')}
        </Button>
      </div>
      {why && why !== 'too_much' && parts.length > 0 && (
        <p className="text-right text-sm text-muted">{t(`hindrance.${why}`)}</p>
      )}
    </form>
  );
}
