import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { WebhookMake } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { EventPicker } from './event-picker';

interface WebhookFormProps {
  start: Required<WebhookMake>;
  action: string;
  busy: boolean;
  /** Why it was refused; what belongs to a field stands beside it. */
  error: unknown;
  /** Above the button: what happened elsewhere in the meantime. */
  notice?: ReactNode;
  onSend: (webhook: Required<WebhookMake>) => void;
  onCancel: () => void;
}

/** Where to, a word of what it is for, and which events. */
export function WebhookForm({ start, action, busy, error, notice, onSend, onCancel }: WebhookFormProps) {
  const t = useT('webhooks');
  const common = useT('common');
  const form = useRef<HTMLFormElement>(null);
  const [url, setUrl] = useState(start.url);
  const [description, setDescription] = useState(start.description);
  const [events, setEvents] = useState<readonly string[]>(start.events);
  const [tried, setTried] = useState(false);
  const { byField, rest } = useFormErrors(error, ['url', 'description', 'events']);

  const typed = url.trim();
  const wrongUrl = !typed
    ? t('urlMissing')
    : /^https?:\/\/[^\s/]+/i.test(typed) && URL.canParse(typed)
      ? undefined
      : t('urlWrong');
  const noEvents = events.length === 0 ? t('eventsMissing') : undefined;

  function send(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const wrong = wrongUrl ? '[name=url]' : noEvents ? '[name=event]' : null;
    if (wrong) return form.current?.querySelector<HTMLElement>(wrong)?.focus();
    onSend({ url: typed, description: description.trim(), events: [...events] as WebhookMake['events'] });
  }

  return (
    <form ref={form} noValidate onSubmit={send} className="flex flex-col gap-4">
      <TextField
        label={t('url')}
        name="url"
        type="url"
        inputMode="url"
        placeholder="https://example.com/hooks/accounting"
        hint={t('urlHint')}
        value={url}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setUrl(event.target.value)}
        error={tried && wrongUrl ? wrongUrl : byField.url}
        className="font-mono text-sm"
      />
      <TextField
        label={t('description')}
        name="description"
        placeholder={t('descriptionHint')}
        aside={<span className="text-muted">{t('optional')}</span>}
        value={description}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setDescription(event.target.value)}
        error={byField.description}
      />
      <EventPicker chosen={events} onChange={setEvents} error={tried && noEvents ? noEvents : byField.events} />
      <FormProblem messages={notice ? [] : rest} />
      {notice}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {action}
        </Button>
      </div>
    </form>
  );
}
