import type { ComponentProps, ReactNode } from 'react';
import { Field } from './field';

interface TextAreaFieldProps extends Omit<ComponentProps<'textarea'>, 'onChange'> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  onChange: (text: string) => void;
}

/** A few lines of text. */
export function TextAreaField({ label, hint, error, onChange, className = '', ...rest }: TextAreaFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <textarea
          {...rest}
          {...ids}
          onChange={(event) => onChange(event.target.value)}
          className={`rounded-md border border-edge bg-surface px-2.5 py-2 max-md:text-lg ${className}`}
        />
      )}
    </Field>
  );
}
