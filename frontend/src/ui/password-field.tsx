import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { useT } from '@/i18n/i18n';
import { Field } from './field';
import { INPUT } from './field-look';

export interface PasswordFieldProps extends ComponentProps<'input'> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  aside?: ReactNode;
}

/** A password, hidden until one asks to see it: better than typing it twice. */
export function PasswordField({ label, hint, error, aside, className = '', ...rest }: PasswordFieldProps) {
  const t = useT('common');
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(ids) => (
        <span className="relative block">
          <input
            {...rest}
            {...ids}
            type={shown ? 'text' : 'password'}
            autoCapitalize="none"
            spellCheck={false}
            className={`${INPUT} pr-10 ${className}`}
          />
          <button
            type="button"
            aria-pressed={shown}
            aria-label={t('showTyped')}
            title={t('showTyped')}
            onClick={() => setShown(!shown)}
            className="absolute top-1/2 right-1 grid size-7 -translate-y-1/2 place-items-center rounded text-muted hover:text-ink"
          >
            <Icon size={16} aria-hidden />
          </button>
        </span>
      )}
    </Field>
  );
}
