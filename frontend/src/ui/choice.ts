export interface Choice {
  value: string;
  label: string;
  /** Shown before the label, and found by typing it: an account code. */
  code?: string;
}

export interface ComboboxProps {
  id?: string;
  label?: string;
  describedBy?: string | undefined;
  choices: readonly Choice[];
  /** Values of choices that somebody else found for what is typed; listed after those that match by themselves. */
  found?: readonly string[];
  searching?: boolean;
  onSearch?: (typed: string) => void;
  value: string | null;
  onChange: (value: string | null) => void;
  placeholder?: string;
  clearable?: boolean;
  disabled?: boolean;
  onFocus?: () => void;
  /** Goes to make what is not among the choices, under the name that was typed. */
  onAdd?: (typed: string) => void;
}

export function choiceText(choice: Choice): string {
  return choice.code ? `${choice.code} ${choice.label}` : choice.label;
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

/** A number finds codes that begin with it; words find labels that hold all of them, with or without accents. */
export function matchesChoice(choice: Choice, typed: string): boolean {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return words.every((word) => (choice.code?.startsWith(word) ?? false) || plain(choice.label).includes(word));
}

const MOST = 100;

/** What the list shows: what matches by itself first, then what else was found, never the same twice. */
export function listed(choices: readonly Choice[], typed: string, found: readonly string[] = []): Choice[] {
  if (!typed.trim()) return choices.slice(0, MOST);
  const matching = choices.filter((choice) => matchesChoice(choice, typed));
  const more = found.flatMap((value) => choices.find((choice) => choice.value === value) ?? []);
  return [...new Set([...matching, ...more])].slice(0, MOST);
}
