const NAMES: Record<string, string> = { mod: 'Ctrl', enter: '↵', escape: 'Esc', up: '↑', down: '↓' };
const ON = {
  surface: 'border-line bg-bg text-muted',
  accent: 'border-accent-ink/35 text-accent-ink',
};

/** The keys of a shortcut one by one: "mod+enter", "g d", and "+" itself, alone or after another key. */
export function keysOf(shortcut: string): string[] {
  return shortcut.split(/ |(?<=[^ ])\+(?=[^ ])/);
}

/** Keys as printed on the keyboard: "mod+enter" becomes Ctrl ↵. Hidden from screen readers and on touch screens. */
export function Kbd({ keys, on = 'surface' }: { keys: string; on?: keyof typeof ON }) {
  return (
    <span aria-hidden className="inline-flex gap-0.5 max-md:hidden">
      {keysOf(keys).map((key) => (
        <kbd
          key={key}
          className={`inline-grid h-4.5 min-w-4.5 place-items-center rounded border px-1 font-sans text-2xs leading-none font-medium ${ON[on]}`}
        >
          {NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key)}
        </kbd>
      ))}
    </span>
  );
}
