import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DocumentRead } from '@/api/gen/types.gen';
import { asApiError, fieldErrors } from '@/api/problem';
import { useCloseWarning } from '@/lib/use-leave-warning';
import { documentKeys, documentOptions } from '../queries';
import { type Correction, reviseDocument } from './revise';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict';

const PAUSE = 600;
const TRIES = 3;

/**
 * Saves corrections by themselves, one request at a time, each on the version it was made on.
 * If somebody else changed other fields meanwhile, ours are put on top; if the same ones, the person decides.
 */
export function useAutosave(document: DocumentRead) {
  const client = useQueryClient();
  const { id } = document;
  const pending = useRef<Correction>({});
  /** The document as it was when the first of the pending corrections was typed. */
  const seen = useRef<DocumentRead | null>(null);
  const running = useRef<Promise<boolean> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [overlay, setOverlay] = useState<Correction>({});
  const [state, setState] = useState<SaveState>('saved');
  const [errors, setErrors] = useState<Record<string, string>>({});

  const fallback = useRef(document);
  const current = useCallback(
    () => client.getQueryData<DocumentRead>(documentKeys.one(id)) ?? fallback.current,
    [client, id],
  );

  const send = useCallback(async (): Promise<boolean> => {
    for (let tries = 0; !isEmpty(pending.current); tries++) {
      const correction = pending.current;
      const base = seen.current ?? current();
      const latest = current();
      if (!untouched(correction, base, latest)) {
        setState('conflict');
        return false;
      }
      pending.current = {};
      setState('saving');
      try {
        const saved = await reviseDocument(id, latest.version, correction);
        client.setQueryData(documentKeys.one(id), saved);
        seen.current = saved;
        setErrors((shown) => without(shown, Object.keys(correction.fields ?? {})));
        setOverlay((shown) => minus(shown, correction, pending.current));
      } catch (reason) {
        pending.current = merge(correction, pending.current);
        const error = asApiError(reason);
        // A newer version is fetched and compared, above, with the one these corrections were made on.
        if (error.status === 412 && tries < TRIES && (await fetched(client, id))) continue;
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
      if (isEmpty(pending.current)) seen.current = current();
      pending.current = merge(pending.current, correction);
      setOverlay((shown) => merge(shown, correction));
      setState('waiting');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), PAUSE);
    },
    [current, flush],
  );

  /** After a conflict: ours on top of theirs, or theirs alone. */
  const resolve = useCallback(
    (mine: boolean) => {
      seen.current = current();
      if (!mine) pending.current = {};
      if (!mine) setOverlay({});
      void flush();
    },
    [current, flush],
  );

  useCloseWarning(state !== 'saved');

  // Leaving the page must not lose the last keystrokes.
  useEffect(() => () => void (isEmpty(pending.current) || flush()), [flush]);

  return useMemo(
    () => ({ overlay, state, errors, change, flush, resolve }),
    [overlay, state, errors, change, flush, resolve],
  );
}

export type Autosave = ReturnType<typeof useAutosave>;

async function fetched(client: QueryClient, id: string): Promise<boolean> {
  return client.fetchQuery({ ...documentOptions(id), staleTime: 0 }).then(
    () => true,
    () => false,
  );
}

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
  const { account_code, cost_account, kind } = shown;
  return {
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(account_code && !(saved.account_code && !newer.account_code) && { account_code }),
    ...(cost_account && !(saved.cost_account && !newer.cost_account) && { cost_account }),
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
  if (ours.cost_account && latest.cost_account !== base.cost_account) return false;
  if (ours.kind && latest.kind !== base.kind) return false;
  return Object.keys(ours.fields ?? {}).every(
    (name) => JSON.stringify(base.fields[name]?.value) === JSON.stringify(latest.fields[name]?.value),
  );
}
