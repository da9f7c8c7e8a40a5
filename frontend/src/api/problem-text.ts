import { useT } from '@/i18n/i18n';
import { asApiError } from './problem';

type Told = { code: string; message: string };

/** A sentence a person can act on, in their language; the server's own words for a code we do not know. */
export function useProblemText(): (problem: Told | null | undefined) => string {
  const t = useT('problem');
  return (problem) => {
    const code = problem?.code.split(':')[0] ?? '';
    const known = code as Parameters<typeof t.has>[0];
    if (t.has(known)) return t(known as 'unknown');
    return problem?.message || t('unknown');
  };
}

/** Why a screen has nothing to show: never a status, always a sentence; the request to quote when it was our fault. */
export function useFailure(): (reason: unknown) => { detail: string; requestId: string | undefined } {
  const problemText = useProblemText();
  return (reason) => {
    const { status, problem, requestId } = asApiError(reason);
    if (status === 0) return { detail: problemText({ code: 'no_answer', message: '' }), requestId: undefined };
    if (status >= 500) return { detail: problemText({ code: 'server_error', message: '' }), requestId };
    return { detail: problemText(problem.errors[0]), requestId };
  };
}
