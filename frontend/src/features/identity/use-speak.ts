import { useQueryClient } from '@tanstack/react-query';
import { meOptions } from '@/api/me';
import { type Locale, setLocale } from '@/i18n/i18n';
import { useReviseProfile } from './mutations';

/** Changes the person's language: here at once, and on the server, which names accounts and problems in it. */
export function useSpeak(): (locale: Locale) => void {
  const client = useQueryClient();
  const revise = useReviseProfile();
  return (locale) => {
    client.setQueryData(meOptions().queryKey, (me) => me && { ...me, language: locale });
    void setLocale(locale).then(() =>
      revise.mutate({ language: locale }, { onSettled: () => void client.invalidateQueries() }),
    );
  };
}
