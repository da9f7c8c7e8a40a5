import { useProblemText } from '@/api/problem-text';
import { sayFailure } from '@/api/say-failure';
import { useT } from '@/i18n/i18n';

export type Told = { code: string; message: string };

/** What is wrong in the reader's language: the bank's own words first, then those that everybody has. */
export function useSay(): (told: Told | null | undefined) => string {
  const t = useT('banking');
  const say = useProblemText();
  return (told) => {
    const key = `problems.${told?.code ?? ''}` as 'problems.line_not_open';
    return told && t.has(key) ? t(key) : say(told);
  };
}

/** Says in the corner why something failed, in these words. */
export function useSayFailure(): (reason: unknown) => void {
  const say = useSay();
  return (reason) => sayFailure(reason, say);
}
