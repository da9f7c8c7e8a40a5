export interface Choice {
  value: string;
  label: string;
  /** Shown before the label, and found by typing it: an account code. */
  code?: string;
}

export interface ComboboxProps {
  id?: string;
  label?: string;
  choices: readonly Choice[];
  value: string | null;
  onChange: (value: string | null) => void;
  placeholder?: string;
  clearable?: boolean;
  disabled?: boolean;
  onFocus?: () => void;
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
