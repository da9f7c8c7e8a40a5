import { useT } from '@/i18n/i18n';

/** A sentence a person can act on, in their language; the server's own words for a code we do not know. */
export function useProblemText(): (problem: { code: string; message: string } | null | undefined) => string {
  const t = useT('problem');
  return (problem) => {
    const code = problem?.code.split(':')[0] ?? '';
    const known = code as Parameters<typeof t.has>[0];
    if (t.has(known)) return t(known as 'unknown');
    return problem?.message || t('unknown');
  };
}
