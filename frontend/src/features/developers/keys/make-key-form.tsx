import { type FormEvent, useRef, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { ApiKeyMade } from '@/api/gen/types.gen';
import { useMe } from '@/api/me';
import { useT } from '@/i18n/i18n';
import type { Day } from '@/lib/dates';
import { Button } from '@/ui/button';
import { DateInput } from '@/ui/date-field';
import { Field, SelectField, TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { OptionCards } from '@/ui/option-cards';
import { lastDay, TERMS, type Term } from './expiry';
import { useMakeKey } from './queries';
import { ScopePicker } from './scope-picker';
import { givable, type Preset, type Scope, scopesOf } from './scopes';

interface MakeKeyFormProps {
  onMade: (key: ApiKeyMade) => void;
  onCancel: () => void;
}

const PRESETS: readonly Preset[] = ['read', 'all', 'choose'];

/** A name, what it may, and until when. */
export function MakeKeyForm({ onMade, onCancel }: MakeKeyFormProps) {
  const t = useT('apiKeys');
  const common = useT('common');
  const mine = givable(useMe()?.permissions ?? []);
  const make = useMakeKey();
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState('');
  const [preset, setPreset] = useState<Preset>('read');
  const [chosen, setChosen] = useState<ReadonlySet<Scope>>(new Set());
  const [term, setTerm] = useState<Term>('365');
  const [own, setOwn] = useState<Day | null>(null);
  const [tried, setTried] = useState(false);
  const { byField, rest } = useFormErrors(make.error, ['name', 'scopes', 'expires_on']);

  const scopes = scopesOf(preset, mine, chosen);
  const until = lastDay(term, own);
  const noName = tried && !name.trim() ? t('nameMissing') : undefined;
  const noScope = tried && scopes.length === 0 ? t('scopesMissing') : undefined;
  const noDay = tried && until === undefined ? t('dayMissing') : undefined;

  function send(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const wrong = !name.trim() ? '[name=name]' : scopes.length === 0 ? '[name=scope]' : null;
    if (wrong) return form.current?.querySelector<HTMLElement>(wrong)?.focus();
    if (until === undefined) return;
    make.mutate({ name: name.trim(), scopes, expires_on: until }, { onSuccess: onMade });
  }

  return (
    <form ref={form} noValidate onSubmit={send} className="flex flex-col gap-5">
      <TextField
        label={t('name')}
        name="name"
        hint={t('nameHint')}
        value={name}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
        error={noName ?? byField.name}
      />
      <OptionCards
        legend={t('may')}
        value={preset}
        onChange={setPreset}
        options={PRESETS.map((value) => ({ value, label: t(`preset.${value}`), hint: t(`presetHint.${value}`) }))}
      />
      {preset === 'choose' && (
        <ScopePicker offered={mine} chosen={chosen} onChange={setChosen} error={noScope ?? byField.scopes} />
      )}
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <SelectField label={t('validFor')} value={term} onChange={(event) => setTerm(event.target.value as Term)}>
          {TERMS.map((one) => (
            <option key={one} value={one}>
              {t(`term.d${one}`)}
            </option>
          ))}
        </SelectField>
        {term === 'own' && (
          <Field label={t('lastDay')} error={noDay ?? byField.expires_on}>
            {(ids) => <DateInput {...ids} value={own} onChange={setOwn} />}
          </Field>
        )}
      </div>
      {term === 'never' && <p className="-mt-3 text-sm text-warn">{t('neverHint')}</p>}
      <FormProblem messages={[...rest, ...(term === 'own' || !byField.expires_on ? [] : [byField.expires_on])]} />
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={make.isPending}>
          {t('makeAction')}
        </Button>
      </div>
    </form>
  );
}
