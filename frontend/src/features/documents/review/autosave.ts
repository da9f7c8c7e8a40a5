import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DocumentRead } from '@/api/gen/types.gen';
import { asApiError, fieldErrors } from '@/api/problem';
import { documentKeys, documentOptions } from '../queries';
import { type Correction, reviseDocument } from './revise';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict';

const PAUSE = 600;

/**
 * Saves corrections by themselves, one request at a time, each on the version it was made on.
 * If somebody else changed other fields meanwhile, ours are put on top; if the same ones, the person decides.
 */
export function useAutosave(document: DocumentRead) {
  const client = useQueryClient();
  const { id } = document;
  const pending = useRef<Correction>({});
  const running = useRef<Promise<boolean> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [overlay, setOverlay] = useState<Correction>({});
  const [state, setState] = useState<SaveState>('saved');
  const [errors, setErrors] = useState<Record<string, string>>({});

  const current = useCallback(
    () => client.getQueryData<DocumentRead>(documentKeys.one(id)) ?? document,
    [client, id, document],
  );

  const send = useCallback(async (): Promise<boolean> => {
    while (!isEmpty(pending.current)) {
      const correction = pending.current;
      const base = current();
      pending.current = {};
      setState('saving');
      try {
        client.setQueryData(documentKeys.one(id), await reviseDocument(id, base.version, correction));
        setErrors((shown) => without(shown, Object.keys(correction.fields ?? {})));
        setOverlay((shown) => minus(shown, correction, pending.current));
      } catch (reason) {
        pending.current = merge(correction, pending.current);
        const error = asApiError(reason);
        if (error.status === 412) {
          const latest = await client.fetchQuery({ ...documentOptions(id), staleTime: 0 });
          if (untouched(correction, base, latest)) continue;
          setState('conflict');
          return false;
        }
        const { byField, rest } = fieldErrors(error, Object.keys(correction.fields ?? {}));
        setErrors((shown) => ({ ...shown, ...byField, ...(rest[0] && { '': rest[0] }) }));
        setState('failed');
        return false;
      }
    }
    setState('saved');
    return true;
  }, [client, current, id]);

  /** Sends what is waiting; true when everything is on the server. */
  const flush = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    const earlier = running.current ?? Promise.resolve(true);
    const now = earlier.then(() => send());
    running.current = now;
    void now.finally(() => {
      if (running.current === now) running.current = null;
    });
    return now;
  }, [send]);

  const change = useCallback(
    (correction: Correction) => {
      pending.current = merge(pending.current, correction);
      setOverlay((shown) => merge(shown, correction));
      setState('waiting');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), PAUSE);
    },
    [flush],
  );

  /** After a conflict: ours on top of theirs, or theirs alone. */
  const resolve = useCallback(
    (mine: boolean) => {
      if (!mine) pending.current = {};
      if (!mine) setOverlay({});
      void flush();
    },
    [flush],
  );

  // Leaving the page must not lose the last keystrokes.
  useEffect(() => () => void (isEmpty(pending.current) || flush()), [flush]);

  return useMemo(
    () => ({ overlay, state, errors, change, flush, resolve }),
    [overlay, state, errors, change, flush, resolve],
  );
}

export type Autosave = ReturnType<typeof useAutosave>;

function isEmpty(correction: Correction): boolean {
  return Object.keys(correction).length === 0;
}

function merge(below: Correction, above: Correction): Correction {
  const fields = { ...below.fields, ...above.fields };
  return { ...below, ...above, ...(Object.keys(fields).length > 0 && { fields }) };
}

/** What is still only here: the shown corrections without the saved ones, unless they were changed again. */
function minus(shown: Correction, saved: Correction, newer: Correction): Correction {
  const fields = without(
    shown.fields ?? {},
    Object.keys(saved.fields ?? {}).filter((name) => !(name in (newer.fields ?? {}))),
  );
  const { account_code, kind } = shown;
  return {
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(account_code && !(saved.account_code && !newer.account_code) && { account_code }),
    ...(kind && !(saved.kind && !newer.kind) && { kind }),
  };
}

function without<T>(values: Record<string, T>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== '' && !names.includes(name)));
}

/** True when the other person's change did not touch what ours is about. */
export function untouched(ours: Correction, base: DocumentRead, latest: DocumentRead): boolean {
  if (latest.status !== base.status) return false;
  if (ours.account_code && latest.account_code !== base.account_code) return false;
  if (ours.kind && latest.kind !== base.kind) return false;
  return Object.keys(ours.fields ?? {}).every(
    (name) => JSON.stringify(base.fields[name]?.value) === JSON.stringify(latest.fields[name]?.value),
  );
}
