import { useState } from 'react';
import { useT } from '@/i18n/i18n';
import { PasswordField, type PasswordFieldProps } from '@/ui/password-field';
import { LONGEST_PASSWORD, lengthOf, SHORTEST_PASSWORD, type Strength, strengthOf } from './password-strength';

const STEPS: Record<Strength, number> = { short: 0, weak: 1, fair: 2, good: 3, strong: 4 };
const COLOUR: Record<Strength, string> = {
  short: 'bg-edge',
  weak: 'bg-neg',
  fair: 'bg-warn',
  good: 'bg-pos',
  strong: 'bg-pos',
};

interface NewPasswordFieldProps extends PasswordFieldProps {
  /** What anybody knows about the person. */
  known?: readonly string[];
}

/** A password to be chosen, with a word about its strength while one types. */
export function NewPasswordField({ known = [], ...rest }: NewPasswordFieldProps) {
  const t = useT('password');
  const [typed, setTyped] = useState('');
  const strength = strengthOf(typed, known);
  const filled = STEPS[strength];
  return (
    <PasswordField
      name="password"
      autoComplete="new-password"
      {...rest}
      onChange={(event) => setTyped(event.target.value)}
      hint={
        <>
          {typed && (
            <span aria-hidden className="mt-0.5 mb-1 grid grid-cols-4 gap-1">
              {[1, 2, 3, 4].map((step) => (
                <span key={step} className={`h-1 rounded-full ${step <= filled ? COLOUR[strength] : 'bg-line'}`} />
              ))}
            </span>
          )}
          {/* That it is too short need not be said twice. */}
          <span role="status">
            {typed ? !(rest.error && strength === 'short') && t(`strength.${strength}`) : t('hint')}
          </span>
        </>
      }
    />
  );
}

/** What is wrong with a new password that can be seen from here. */
export function usePasswordCheck(): (password: string) => string | undefined {
  const t = useT('password');
  return (password) => {
    const length = lengthOf(password);
    if (length < SHORTEST_PASSWORD) return t('tooShort');
    return length > LONGEST_PASSWORD ? t('tooLong') : undefined;
  };
}
