import { useEffect, useState } from 'react';
import { useT } from '@/i18n/i18n';
import { ApiError, asApiError, fieldErrors } from './problem';
import { useProblemText } from './problem-text';

export interface FormErrors {
  byField: Record<string, string>;
  rest: string[];
}

/** Seconds; a longer wait is told in minutes. */
const LONG = 120;

/**
 * The answer to a form, in the reader's language: beside the fields where it belongs to one, else above the button. The
 * first field that was refused gets the focus, and comes into view with it.
 */
export function useFormErrors(error: unknown, fields: readonly string[]): FormErrors {
  const told = useTold(error, fields);
  const refused = Object.keys(told.byField).length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer
  useEffect(() => {
    if (refused) firstRefused()?.focus();
  }, [error]);
  return told;
}

/** In the form somebody is in; where its button took the focus away with it, in the layer on top. */
function firstRefused(): HTMLElement | null {
  const layers = document.querySelectorAll('[role=dialog]');
  const place = document.activeElement?.closest('form') ?? layers[layers.length - 1] ?? document;
  return place.querySelector<HTMLElement>('[aria-invalid=true]');
}

function useTold(error: unknown, fields: readonly string[]): FormErrors {
  const t = useT('problem');
  const say = useProblemText();
  const tooSoon = (seconds: number) =>
    seconds > LONG
      ? t('too_many_requests_later', { minutes: Math.ceil(seconds / 60) })
      : t('too_many_requests_until', { seconds });
  if (!error) return { byField: {}, rest: [] };
  const { status, problem, retryAfter } = asApiError(error);
  if (status === 0) return { byField: {}, rest: [t('no_answer')] };
  if (status >= 500) return { byField: {}, rest: [t('server_error')] };
  if (retryAfter > 0) return { byField: {}, rest: [tooSoon(retryAfter)] };
  const errors = problem.errors.map((one) => ({ ...one, message: say(one) }));
  return fieldErrors(new ApiError({ ...problem, errors }), fields);
}

/** Seconds until the server listens again, counting down; 0 when there is nothing to wait for. */
export function useWait(error: unknown): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const until = Date.now() + (error ? asApiError(error).retryAfter * 1000 : 0);
    const count = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    count();
    if (until <= Date.now()) return;
    const timer = setInterval(count, 1000);
    return () => clearInterval(timer);
  }, [error]);
  return left;
}
