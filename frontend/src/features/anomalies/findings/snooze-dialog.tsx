import { type FormEvent, useState } from 'react';
import { useT } from '@/i18n/i18n';
import { addDays, type Day, monthStart, today } from '@/lib/dates';
import { Button } from '@/ui/button';
import { DateInput } from '@/ui/date-field';
import { Dialog } from '@/ui/dialog';
import { Field, TextField } from '@/ui/field';

interface SnoozeDialogProps {
  open: boolean;
  title: string;
  busy: boolean;
  onClose: () => void;
  onSnooze: (until: Day, note: string | null) => void;
}

/** The longest that is allowed, in days. */
const LONGEST = 730;

/** Until when it may rest, and why if somebody wants to know later. */
export default function SnoozeDialog({ open, title, busy, onClose, onSnooze }: SnoozeDialogProps) {
  const t = useT('anomalies');
  return (
    <Dialog open={open} onOpenChange={(now) => !now && onClose()} title={title} text={t('snoozeText')}>
      <SnoozeForm busy={busy} onClose={onClose} onSnooze={onSnooze} />
    </Dialog>
  );
}

function SnoozeForm({ busy, onClose, onSnooze }: Omit<SnoozeDialogProps, 'open' | 'title'>) {
  const t = useT('anomalies');
  const common = useT('common');
  const now = today();
  const [until, setUntil] = useState<Day | null>(addDays(now, 7));
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const wrong = !until || until <= now || until > addDays(now, LONGEST);
  const offers = [
    { name: 'aWeek', day: addDays(now, 7) },
    { name: 'nextMonth', day: monthStart(now, 1) },
    { name: 'aQuarter', day: addDays(now, 91) },
    { name: 'aYear', day: addDays(now, 365) },
  ] as const;

  function send(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!wrong && until) onSnooze(until, note.trim() || null);
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-1.5">
        {offers.map(({ name, day }) => (
          <button
            key={name}
            type="button"
            aria-pressed={until === day}
            onClick={() => setUntil(day)}
            className="h-7 rounded-full border border-line px-2.5 text-sm text-muted hover:border-edge hover:text-ink aria-pressed:border-accent aria-pressed:text-accent"
          >
            {t(`until.${name}`)}
          </button>
        ))}
      </div>
      <Field label={t('snoozedUntil')} error={tried && wrong ? t('problems.snoozed_into_the_past') : undefined}>
        {(ids) => <DateInput {...ids} value={until} onChange={setUntil} />}
      </Field>
      <TextField
        label={t('note')}
        hint={t('noteHint')}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {t('snoozeNow')}
        </Button>
      </div>
    </form>
  );
}
