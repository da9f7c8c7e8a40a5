import { useT } from '@/i18n/i18n';

/** Why a field is doubtful, in the reader's language. */
export function useWarningText(): (warning: { code: string; message: string }) => string {
  const t = useT('warning');
  return ({ code, message }) => {
    const known = code.split(':')[0] as Parameters<typeof t.has>[0];
    return t.has(known) ? t(known as 'iban_checksum') : message;
  };
}
