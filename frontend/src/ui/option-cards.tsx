import { useId } from 'react';

export interface Option<Value extends string> {
  value: Value;
  label: string;
  hint?: string;
}

interface OptionCardsProps<Value extends string> {
  legend: string;
  options: readonly Option<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few, each with a word of explanation: radio buttons that look like cards. */
export function OptionCards<Value extends string>({ legend, options, value, onChange }: OptionCardsProps<Value>) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      <div className="flex gap-2 max-sm:flex-col">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-w-0 flex-1 cursor-pointer flex-col gap-0.5 rounded-md border border-edge/60 px-3 py-2 hover:border-edge has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            <span className={`font-medium ${option.value === value ? 'text-accent' : ''}`}>{option.label}</span>
            {option.hint && <span className="text-sm text-muted">{option.hint}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
