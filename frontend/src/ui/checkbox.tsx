import type { ReactNode } from 'react';

interface CheckboxProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  name?: string;
}

/** A box to tick with its words beside it; the words are part of the target. */
export function Checkbox({ checked, onChange, label, hint, disabled = false, name }: CheckboxProps) {
  return (
    <label
      className={`flex min-h-6 items-start gap-2.5 ${disabled ? 'cursor-not-allowed text-muted' : 'cursor-pointer'}`}
    >
      <input
        type="checkbox"
        name={name}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-4 shrink-0 accent-(--accent)"
      />
      <span className="min-w-0">
        <span className="block">{label}</span>
        {hint && <span className="block text-sm text-muted">{hint}</span>}
      </span>
    </label>
  );
}
