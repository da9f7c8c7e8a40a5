import { translator } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { asApiError } from './problem';
import { problemSentence } from './problem-text';

type Told = { code: string; message: string };

/** Says in the corner why something failed; a screen may have words of its own for some of it. */
export function sayFailure(reason: unknown, say = (told: Told) => problemSentence(translator(), told)): void {
  const { status, code, problem, requestId } = asApiError(reason);
  toast({
    tone: 'problem',
    title: say(status === 0 ? { code: 'no_answer', message: '' } : { code, message: problem.title }),
    detail: requestId ? translator()('common.requestId', { id: requestId }) : undefined,
  });
}
