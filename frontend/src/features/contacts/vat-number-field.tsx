import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { VatNumberChecked } from '@/api/gen/types.gen';
import { useCountry } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { useDebounced } from '@/lib/use-debounced';
import { TextField } from '@/ui/field';
import { vatNumberOptions } from './queries';

const PAUSE = 350;
const SHORTEST = 4;

interface VatNumberFieldProps {
  value: string;
  onChange: (value: string) => void;
  /** Of the contact that is being changed: it may keep its number. */
  ownId: string | undefined;
  country: string;
  error: string | undefined;
  autoFocus?: boolean;
  /** What a good number tells: the country, and in Belgium the number of the company. */
  onProven: (checked: VatNumberChecked) => void;
}

/** Says while typing whether a number can be one, and who has it already; leaves it alone until it is long enough. */
export function VatNumberField({ value, onChange, ownId, country, error, autoFocus, onProven }: VatNumberFieldProps) {
  const t = useT('contacts');
  const home = useCountry();
  const typed = value.trim();
  const settled = useDebounced(typed, PAUSE);
  const check = useQuery({
    ...vatNumberOptions(settled, country || home),
    enabled: settled.length >= SHORTEST && settled === typed,
  });
  const checked = settled === typed && typed.length >= SHORTEST ? check.data : undefined;
  const taken = checked?.contact_id && checked.contact_id !== ownId ? checked.contact_id : null;
  const wrong = checked && !checked.valid ? t('vatNumberWrong') : undefined;

  return (
    <TextField
      label={t('vatNumber')}
      name="vat_number"
      value={value}
      maxLength={40}
      autoComplete="off"
      autoFocus={autoFocus}
      spellCheck={false}
      placeholder="BE0123456749"
      onChange={(event) => onChange(event.target.value)}
      onBlur={() => checked?.valid && onProven(checked)}
      error={error ?? wrong}
      hint={<span aria-live="polite">{hint()}</span>}
    />
  );

  function hint(): ReactNode {
    if (taken) {
      return t.rich('vatNumberTaken', {
        link: (text) => (
          <Link to="/contacts/$contactId" params={{ contactId: taken }} className="font-medium text-accent underline">
            {text}
          </Link>
        ),
      });
    }
    if (!checked?.valid) return t('vatNumberHint');
    return (
      <span className="inline-flex items-center gap-1.5 text-pos">
        <CircleCheck size={14} aria-hidden />
        {checked.is_proven ? t('vatNumberGood', { number: checked.vat_number ?? typed }) : t('vatNumberKept')}
      </span>
    );
  }
}
