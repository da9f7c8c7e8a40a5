import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Kbd } from './kbd';

export interface Command {
  value: string;
  label: string;
  note?: string;
  /** What it is worth or when, on the right. */
  end?: ReactNode;
  keys?: string;
  run: () => void;
}

export interface CommandGroup {
  title: string;
  items: readonly Command[];
}

interface CommandListProps {
  label: string;
  placeholder: string;
  empty: string;
  typed: string;
  groups: readonly CommandGroup[];
  onType: (typed: string) => void;
  onRun: (command: Command) => void;
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/**
 * A text field over a list of commands (the ARIA pattern of a combobox whose list is always open): the focus stays in
 * the field, arrows move the mark, Enter runs what is marked.
 */
export function CommandList({ label, placeholder, empty, typed, groups, onType, onRun }: CommandListProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [marked, setMarked] = useState<string | null>(null);
  const commands = groups.flatMap((group) => group.items);
  const found = commands.findIndex((command) => command.value === marked);
  const at = found < 0 ? 0 : found;
  const current = commands[at];
  const optionId = (command: Command) => `${id}-${command.value}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark that moved is the event
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [current?.value]);

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || commands.length === 0) return;
    const step = STEPS[event.key];
    if (step) {
      // Single steps go round, pages stop at the ends.
      const to = at + step;
      const round = (to + commands.length) % commands.length;
      const next = Math.abs(step) === 1 ? round : Math.min(commands.length - 1, Math.max(0, to));
      setMarked(commands[next]?.value ?? null);
    } else if (event.key === 'Enter' && current) onRun(current);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <input
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current && optionId(current)}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={typed}
        onChange={(event) => {
          setMarked(null);
          onType(event.target.value);
        }}
        onKeyDown={press}
        className="h-12 w-full border-b border-line bg-transparent px-4 text-lg outline-none placeholder:text-muted"
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        className="scroll-slim max-h-[min(24rem,50dvh)] overflow-y-auto p-1.5"
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped so
          <div key={group.title} role="group" aria-label={group.title}>
            <div aria-hidden className="px-2.5 pt-2 pb-1 text-xs text-muted">
              {group.title}
            </div>
            {group.items.map((command) => (
              // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys
              <div
                key={command.value}
                id={optionId(command)}
                role="option"
                aria-selected={command === current}
                onPointerMove={() => setMarked(command.value)}
                onClick={() => onRun(command)}
                className="flex h-9 cursor-default items-center gap-3 rounded-md px-2.5 aria-selected:bg-accent-soft"
              >
                <span className="min-w-0 flex-1 truncate">
                  {command.label}
                  {command.note && <span className="ml-2 text-sm text-muted">{command.note}</span>}
                </span>
                {command.end && <span className="shrink-0 text-sm text-muted">{command.end}</span>}
                {command.keys && <Kbd keys={command.keys} />}
              </div>
            ))}
          </div>
        ))}
      </div>
      <p role="status" className={commands.length > 0 ? 'sr-only' : 'px-4 pt-2 pb-6 text-center text-muted'}>
        {commands.length === 0 && empty}
      </p>
    </>
  );
}
