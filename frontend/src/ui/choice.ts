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
