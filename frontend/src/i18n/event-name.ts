import { useT } from './i18n';

/** What an event is called: in the log, and where one chooses what to be told of. Its own name where we have no words. */
export function useEventName(): (name: string) => string {
  const t = useT('audit');
  return (name) => {
    const known = `event.${name}` as 'event.unnamed';
    return t.has(known) ? t(known) : name;
  };
}
