import type { LetterRead } from '@/api/gen/types.gen';
import { LANGUAGE_NAMES, LOCALES, type Locale } from '@/i18n/i18n';
import { SelectField, TextField } from './field';
import { Letter } from './letter';
import { TextAreaField } from './text-area-field';

/** A mail about to leave: to whom, in which language, and a word of one's own. */
export interface LetterDraft {
  to: string;
  language: Locale | null;
  message: string;
}

interface LetterFieldsProps {
  labels: { to: string; language: string; message: string; messageHint?: string };
  draft: LetterDraft;
  onChange: (change: Partial<LetterDraft>) => void;
  errors: { to?: string | undefined; message?: string | undefined };
  /** The mail as it will be read; stale while what was typed is not in it yet. */
  letter: LetterRead | undefined;
  stale: boolean;
}

/** What a mail asks for, and below it the mail as it will be read. */
export function LetterFields({ labels, draft, onChange, errors, letter, stale }: LetterFieldsProps) {
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)_11rem] gap-4 max-sm:grid-cols-1">
        <TextField
          label={labels.to}
          type="email"
          autoComplete="off"
          value={draft.to}
          onChange={(event) => onChange({ to: event.target.value })}
          error={errors.to}
        />
        <SelectField
          label={labels.language}
          value={draft.language ?? letter?.language ?? ''}
          onChange={(event) => onChange({ language: event.target.value as Locale })}
        >
          {LOCALES.map((one) => (
            <option key={one} value={one} lang={one}>
              {LANGUAGE_NAMES[one]}
            </option>
          ))}
        </SelectField>
      </div>
      <TextAreaField
        label={labels.message}
        hint={labels.messageHint}
        error={errors.message}
        rows={3}
        maxLength={2000}
        value={draft.message}
        onChange={(message) => onChange({ message })}
      />
      <Letter letter={letter} stale={stale} />
    </>
  );
}
