import { Combobox as Base } from '@base-ui/react/combobox';
import { ChevronsUpDown, Plus, X } from 'lucide-react';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useT } from '@/i18n/i18n';
import { type Choice, type ComboboxProps, choiceText, listed } from './choice';
import { INPUT } from './field-look';

/** The value of no choice: what was typed, to be added. */
const ADD = '';

/** Type to find one of many; the list shows the first hundred hits. */
export default function ComboboxList({
  id,
  label,
  describedBy,
  choices,
  found,
  searching,
  onSearch,
  value,
  onChange,
  placeholder,
  clearable,
  disabled,
  onFocus,
  onAdd,
  held,
}: ComboboxProps & { held: RefObject<boolean> }) {
  const t = useT('common');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (held.current) input.current?.focus();
  }, [held]);
  const now = choices.find((choice) => choice.value === value) ?? null;
  // The same choice in a newer list is no other one: what is being typed would be put back.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is what it says
  const chosen = useMemo(() => now, [now?.value, now && choiceText(now)]);
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const adds = onAdd !== undefined && name !== '' && !searching;
  const shown = useMemo(
    () => [...listed(choices, typed, found), ...(adds ? [{ value: ADD, label: t('addTyped', { name }) }] : [])],
    [choices, typed, found, adds, name, t],
  );
  return (
    <Base.Root
      items={choices}
      filteredItems={shown}
      value={chosen}
      onValueChange={(next) => (next?.value === ADD ? onAdd?.(name) : onChange(next?.value ?? null))}
      itemToStringLabel={choiceText}
      onInputValueChange={(text) => {
        const asked = chosen && text.trim() === choiceText(chosen) ? '' : text;
        setTyped(asked);
        onSearch?.(asked);
      }}
      isItemEqualToValue={(one, other) => one.value === other.value}
      disabled={disabled}
      autoHighlight
    >
      <Base.InputGroup className="relative">
        <Base.Input
          ref={input}
          id={id}
          aria-label={label}
          aria-describedby={describedBy}
          placeholder={placeholder}
          onFocus={(event) => {
            event.currentTarget.select();
            onFocus?.();
          }}
          className={`${INPUT} truncate ${clearable && chosen ? 'pr-15' : 'pr-9'}`}
        />
        <div className="absolute inset-y-0 right-1 flex items-center text-muted">
          {clearable && chosen && (
            <Base.Clear aria-label={t('clear')} className="grid size-7 place-items-center rounded hover:text-ink">
              <X size={14} aria-hidden />
            </Base.Clear>
          )}
          <Base.Trigger aria-label={t('showChoices')} className="grid size-7 place-items-center rounded hover:text-ink">
            <ChevronsUpDown size={14} aria-hidden />
          </Base.Trigger>
        </div>
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className="z-50 outline-none">
          <Base.Popup className="w-[max(var(--anchor-width),20rem)] max-w-[calc(100vw-1rem)] rounded-lg border border-line bg-surface text-ink shadow-layer">
            <Base.Empty>
              <p className="px-3 py-3 text-sm text-muted">{t(searching ? 'searching' : 'nothingFound')}</p>
            </Base.Empty>
            <Base.List className="scroll-slim max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1 outline-none data-empty:p-0">
              {(choice: Choice) => (
                <Base.Item
                  key={choice.value}
                  value={choice}
                  className="flex cursor-default items-baseline gap-2.5 rounded-md px-2.5 py-1.5 text-sm outline-none data-highlighted:bg-accent-soft data-selected:font-medium"
                >
                  {choice.value === ADD && <Plus size={14} aria-hidden className="shrink-0 self-center text-accent" />}
                  {choice.code && <span className="figures w-14 shrink-0 text-muted">{choice.code}</span>}
                  <span className="min-w-0">{choice.label}</span>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
