import { type translator, useT } from '@/i18n/i18n';
import { asApiError } from './problem';

type Told = { code: string; message: string };

/** What everybody gets, then what came with the pages of a part; scripts/check-i18n.mjs asks a text here for every code. */
const SECTIONS = ['problem', 'banking.problems', 'anomalies.problems'] as const;

/** A sentence a person can act on; the server's own words for a code we do not know. */
export function problemSentence(t: ReturnType<typeof translator>, told: Told | null | undefined): string {
  const code = told?.code.split(':')[0];
  for (const section of code ? SECTIONS : []) {
    const key = `${section}.${code}` as 'problem.unknown';
    if (t.has(key)) return t(key);
  }
  return told?.message || t('problem.unknown');
}

/** The same in the language of who looks at the screen. */
export function useProblemText(): (problem: Told | null | undefined) => string {
  const t = useT();
  return (problem) => problemSentence(t, problem);
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
