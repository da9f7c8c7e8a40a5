import { type ComponentProps, type ReactNode, useId } from 'react';
import { INPUT } from './field-look';
import { Select } from './select';

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  aside?: ReactNode;
  children: (ids: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }) => ReactNode;
}

/** Label above, hint or error below, tied together for assistive technology. */
export function Field({ label, hint, error, aside, children }: FieldProps) {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-2 gap-y-1 whitespace-nowrap">
        <label htmlFor={id} className="truncate text-sm font-medium">
          {label}
        </label>
        <div className="col-span-2 flex min-w-0 flex-col whitespace-normal">
          {children({ id, 'aria-describedby': described, 'aria-invalid': Boolean(error) })}
        </div>
        {/* Stands beside the label; the keyboard comes to it after the field. */}
        {aside && <div className="col-start-2 row-start-1 text-sm">{aside}</div>}
      </div>
      {error && (
        <p id={`${id}-error`} className="text-sm text-neg">
          {error}
        </p>
      )}
      {hint && (
        <div id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </div>
      )}
    </div>
  );
}

interface TextFieldProps extends ComponentProps<'input'> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  aside?: ReactNode;
}

export function TextField({ label, hint, error, aside, className = '', ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(ids) => <input {...rest} {...ids} className={`${INPUT} ${className}`} />}
    </Field>
  );
}

interface SelectFieldProps extends ComponentProps<'select'> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
}

export function SelectField({ label, hint, error, children, ...rest }: SelectFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <Select {...rest} {...ids}>
          {children}
        </Select>
      )}
    </Field>
  );
}
