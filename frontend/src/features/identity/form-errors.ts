import { asApiError, fieldErrors } from '@/api/problem';
import { useT } from '@/i18n/i18n';

/** The answer to a form, in the reader's language: beside the fields where it belongs to one, else above the button. */
export function useFormErrors(
  error: unknown,
  fields: readonly string[],
): { byField: Record<string, string>; rest: string[] } {
  const t = useT('problem');
  if (!error) return { byField: {}, rest: [] };
  const failed = asApiError(error);
  if (failed.status === 0) return { byField: {}, rest: [t('no_answer')] };
  const say = (code: string, message: string) => {
    const known = code as Parameters<typeof t.has>[0];
    return t.has(known) ? t(known as 'unknown') : message;
  };
  const problem = {
    ...failed.problem,
    errors: failed.problem.errors.map((one) => ({ ...one, message: say(one.code, one.message) })),
  };
  return fieldErrors(Object.assign(failed, { problem }), fields);
}
