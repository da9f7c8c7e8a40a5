import { type FormEvent, useState } from 'react';
import type { HeadRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';

const NOTED = /^\s*#?(\d{1,18})[\s:]+([0-9a-f]{64})\s*$/i;

/** Holds the log against an end of it that somebody noted before, on paper or elsewhere. */
export function CompareForm({ busy, onCompare }: { busy: boolean; onCompare: (known: HeadRead) => void }) {
  const t = useT('audit');
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);

  function send(event: FormEvent) {
    event.preventDefault();
    const noted = NOTED.exec(typed);
    setWrong(!noted);
    if (noted) onCompare({ sequence: Number(noted[1]), hash: (noted[2] ?? '').toLowerCase() });
  }

  return (
    <details className="mt-2">
      <summary className="w-fit rounded text-muted hover:text-ink">{t('compare')}</summary>
      <form noValidate onSubmit={send} className="mt-2 flex max-w-2xl flex-col gap-2">
        <TextField
          label={t('noted')}
          hint={t('notedHint')}
          error={wrong ? t('notedWrong') : undefined}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          spellCheck={false}
          autoComplete="off"
          className="font-mono text-sm"
        />
        <div>
          <Button type="submit" size="sm" busy={busy}>
            {t('compareNow')}
          </Button>
        </div>
      </form>
    </details>
  );
}
