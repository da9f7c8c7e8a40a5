import { asApiError } from '@/api/problem';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';

type Told = { code: string; message: string };

/** What is wrong in the reader's language: the bank's own words first, then those that everybody has. */
export function useSay(): (told: Told | null | undefined) => string {
  const t = useT('banking');
  const say = useProblemText();
  return (told) => {
    const key = `problems.${told?.code ?? ''}` as 'problems.line_not_open';
    return told && t.has(key) ? t(key) : say(told);
  };
}

/** Says in the corner why something failed, with the server's detail where that names a line, a file or a sum. */
export function useSayFailure(): (reason: unknown) => void {
  const common = useT('common');
  const say = useSay();
  return (reason) => {
    const { status, problem, requestId } = asApiError(reason);
    if (status === 0) return void toast({ tone: 'problem', title: say({ code: 'no_answer', message: '' }) });
    const detail = status >= 500 && requestId ? common('requestId', { id: requestId }) : undefined;
    toast({
      tone: 'problem',
      title: say(status >= 500 ? { code: 'server_error', message: '' } : problem.errors[0]),
      detail,
    });
  };
}
