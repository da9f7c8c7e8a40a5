import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Columns, ColumnsGuess, ImportRead } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { ErrorState } from '@/ui/error-state';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { Notice } from '@/ui/notice';
import { SkeletonRows } from '@/ui/skeleton';
import { useMapColumns } from '../imports/mutations';
import { columnsOptions } from '../queries';
import { useSay } from '../use-say';
import { ColumnRows } from './column-rows';
import { leftOut, missingOf, unsureOf } from './columns';
import { ColumnsPreview } from './columns-preview';
import { TableHabits } from './table-habits';

interface ColumnsFormProps {
  found: ImportRead;
  onDone: () => void;
}

/** Says what the columns of a table are: one choice per column, and below it how the first rows would be read. */
export function ColumnsForm({ found, onDone }: ColumnsFormProps) {
  const t = useT('banking');
  const failure = useFailure();
  const { data, error, refetch } = useQuery(columnsOptions(found.id));
  if (data) return <Form key={found.version} found={found} guess={data} onDone={onDone} />;
  if (error) return <ErrorState title={t('columnsFailed')} {...failure(error)} onRetry={() => void refetch()} />;
  return <SkeletonRows rows={6} />;
}

function Form({ found, guess, onDone }: ColumnsFormProps & { guess: ColumnsGuess }) {
  const t = useT('banking');
  const say = useSay();
  const map = useMapColumns();
  const [mapping, setMapping] = useState<Columns>(guess.mapping);
  const named = guess.headers.some(Boolean); // a table is known again by its headers
  const [keep, setKeep] = useState(named && guess.remembered_id === null && !guess.known);
  const [name, setName] = useState(() => found.filename.replace(/\.[^.]*$/, '').slice(0, 200));
  const missing = missingOf(guess, mapping);
  const states = leftOut(guess, mapping);
  const unsure = unsureOf(guess, mapping).map(([state, count]) => t('stateRows', { state, count }));
  const wrong = map.error ? asApiError(map.error).problem.errors[0] : undefined;
  const change = (by: Partial<Columns>) => setMapping((now) => ({ ...now, ...by }));

  function send(event: FormEvent) {
    event.preventDefault();
    if (missing) return;
    const asked = { mapping, name: keep && name.trim() ? name.trim() : null };
    map.mutate({ id: found.id, version: found.version, asked }, { onSuccess: onDone });
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <Notice tone="neutral" title={t('columnsTitle')}>
        {t(guess.remembered_id ? 'columnsRemembered' : guess.known ? 'columnsKnown' : 'columnsText')}
      </Notice>
      {guess.twice.length > 0 && (
        <Notice tone="warn" title={t('columnsTwice', { headers: guess.twice.join(', ') })}>
          {t('columnsTwiceText')}
        </Notice>
      )}
      {missing === 'order' && (
        <Notice tone="warn" title={t('missing.order')}>
          {t('orderAskedText')}
        </Notice>
      )}
      {unsure.length > 0 && (
        <Notice tone="warn" title={t('statesAsked', { states: unsure.join(', ') })}>
          {t('statesAskedText')}
        </Notice>
      )}
      <ColumnRows guess={guess} mapping={mapping} onChange={setMapping} />
      <TableHabits mapping={mapping} onChange={change} />
      {states.length > 0 && (
        <Notice tone="warn" title={t('statesLeftOut', { states: states.join(', ') })}>
          {t('statesLeftOutText')}
        </Notice>
      )}
      <ColumnsPreview guess={guess} mapping={mapping} />
      {named && (
        <div className="flex flex-wrap items-end gap-4 rounded-lg border border-line bg-surface px-4 py-3">
          <div className="min-w-60 flex-1">
            <Checkbox checked={keep} onChange={setKeep} label={t('rememberColumns')} hint={t('rememberColumnsHint')} />
          </div>
          {keep && (
            <div className="w-72 max-w-full">
              <TextField
                label={t('mappingName')}
                value={name}
                maxLength={200}
                autoComplete="off"
                onChange={(event) => setName(event.target.value)}
              />
            </div>
          )}
        </div>
      )}
      <FormProblem
        messages={wrong ? [`${say(wrong)} ${wrong.code === 'mapping_invalid' ? wrong.message : ''}`.trim()] : []}
      />
      <div className="sticky bottom-0 z-10 flex flex-wrap items-center justify-end gap-3 rounded-lg border border-line bg-surface px-4 py-3 shadow-layer">
        <p role="status" className="text-sm text-muted">
          {missing && t(`missing.${missing}`)}
        </p>
        {found.status === 'staged' && <Button onClick={onDone}>{t('keepAsIs')}</Button>}
        <Button type="submit" variant="primary" busy={map.isPending} disabled={missing !== null}>
          {t('readSo')}
        </Button>
      </div>
    </form>
  );
}
