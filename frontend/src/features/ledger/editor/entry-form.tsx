import { getRouteApi, Link } from '@tanstack/react-router';
import { Check, LayoutTemplate } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { EntryDraft, EntryRead } from '@/api/gen/types.gen';
import { useCountry, useCurrency } from '@/api/me';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { today } from '@/lib/dates';
import { useHotkeys } from '@/lib/hotkeys';
import { isZero } from '@/lib/money';
import { toast } from '@/lib/toasts';
import { useLeaveWarning } from '@/lib/use-leave-warning';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { FormProblem } from '@/ui/form-problem';
import { useMakeEntry, useReverse } from '../mutations';
import { BalanceBar } from './balance-bar';
import { type DraftLine, differenceOf, emptyLine, emptyLines, filledLines, isGrid, toPosting } from './draft';
import { EntryHead, type Head } from './entry-head';
import { PostingsEditor } from './postings-editor';
import { SaveTemplate } from './save-template';
import { TemplatePicker } from './template-picker';
import { useDryRun } from './use-dry-run';

const route = getRouteApi('/_app/journal/new');

export interface EntryStart {
  journal?: EntryRead['journal'];
  memo?: string;
  lines?: readonly DraftLine[];
  template?: string;
}

/** Day, journal, what for, and the lines; Ctrl+Enter posts and the next one can begin. */
export function EntryForm({ start }: { start: EntryStart }) {
  const t = useT('books');
  const keys = useT('keys');
  const common = useT('common');
  const say = useProblemText();
  const currency = useCurrency();
  const country = useCountry();
  const navigate = route.useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const [head, setHead] = useState<Head>({
    journal: start.journal ?? 'miscellaneous',
    day: today(),
    memo: start.memo ?? '',
  });
  const [lines, setLines] = useState<readonly DraftLine[]>(start.lines ?? emptyLines());
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const [last, setLast] = useState<EntryRead | null>(null);
  // Opened by a key, it goes on at the keyboard.
  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), []);
  const make = useMakeEntry();
  const reverse = useReverse();

  const filled = filledLines(lines);
  /** What is meant is these rates of this day; another one is asked about anew. */
  const rates = JSON.stringify([head.day, lines.map((line) => line.currency && line.rate)]);
  const [meant, setMeant] = useState<string | null>(null);
  const draft: EntryDraft = {
    journal: head.journal,
    booked_on: head.day ?? today(),
    memo: head.memo,
    postings: filled.map(toPosting),
    ...(meant === rates && { accept_exchange_rate: true }),
  };
  const written = filled.every((line) => line.grids.every((grid) => isGrid(grid, country)));
  const whole = written && filled.length > 0 && filled.every((line) => line.account && (line.debit || line.credit));
  const run = useDryRun(draft, whole);
  const { byField, rest } = useFormErrors(make.error, ['booked_on', 'memo']);
  const ofWhole = run.problems.filter((one) => !one.field?.startsWith('postings.'));
  const missingMemo = tried && !head.memo.trim() ? t('memoMissing') : undefined;
  const typed = filled.length > 0 && lines !== start.lines;
  useLeaveWarning((typed || head.memo.trim() !== (start.memo ?? '').trim()) && !make.isPending);

  const difference = differenceOf(filled) ?? run.outcome?.difference ?? '1';
  const refuses = !whole || filled.length < 2 || !isZero(difference);

  function post(event?: FormEvent) {
    event?.preventDefault();
    setTried(true);
    if (!head.memo.trim()) return form.current?.querySelector<HTMLElement>('[name=memo]')?.focus();
    if (refuses || make.isPending) return;
    make.mutate(draft, {
      onSuccess: ({ entry }) => {
        if (!entry) return;
        setLast(entry);
        toast({
          tone: 'done',
          title: t('posted', { number: entry.number }),
          action: { label: t('undo'), run: () => undo(entry) },
        });
        setTried(false);
        setHead((now) => ({ ...now, memo: '' }));
        setLines(emptyLines());
        if (start.template) void navigate({ search: {}, replace: true });
        form.current?.querySelector<HTMLElement>('[name=memo]')?.focus();
      },
    });
  }

  function undo(entry: EntryRead) {
    reverse.mutate(
      { id: entry.id, reason: t('undoReason') },
      {
        onSuccess: ({ number }) =>
          toast({ tone: 'done', title: t('undone', { number: entry.number, reversal: number }) }),
      },
    );
  }

  useHotkeys([
    { keys: 'mod+enter', label: t('post'), group: keys('everywhere'), run: () => post(), whileTyping: true },
  ]);

  return (
    <form ref={form} noValidate onSubmit={post} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2 empty:hidden">
        <TemplatePicker value={start.template ?? null} />
        {last && (
          <p className="ml-auto text-sm text-muted">
            {t('lastPosted')}{' '}
            <Link
              to="/journal/$entryId"
              params={{ entryId: last.id }}
              className="figures rounded font-medium text-accent hover:underline"
            >
              {last.number}
            </Link>
          </p>
        )}
      </div>
      <div className="rounded-lg border border-line bg-surface">
        <EntryHead
          head={head}
          onChange={(change) => setHead((now) => ({ ...now, ...change }))}
          errors={{
            day: byField.booked_on ?? ofWhole.filter((one) => one.field === 'booked_on').map(say)[0],
            memo: missingMemo ?? byField.memo,
          }}
        />
        <PostingsEditor lines={lines} onChange={setLines} problems={run.problems} />
        <BalanceBar lines={filled.length > 0 ? filled : [emptyLine()]} currency={currency} run={run} />
      </div>
      {(meant === rates || run.problems.some((one) => one.code === 'exchange_rate_unlikely')) && (
        <Checkbox
          checked={meant === rates}
          onChange={(on) => setMeant(on ? rates : null)}
          label={common('rateMeant')}
        />
      )}
      <FormProblem
        messages={[...rest, ...(make.isError ? [] : ofWhole.filter((one) => one.field !== 'booked_on').map(say))]}
      />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="mr-auto text-sm text-muted max-md:hidden">{t('editorKeys')}</p>
        <Button icon={LayoutTemplate} disabled={filled.length === 0} onClick={() => setSaving(true)}>
          {t('saveTemplate')}
        </Button>
        <Button type="submit" variant="primary" icon={Check} keys="mod+enter" busy={make.isPending} disabled={refuses}>
          {t('post')}
        </Button>
      </div>
      <SaveTemplate open={saving} onClose={() => setSaving(false)} head={head} lines={filled} />
    </form>
  );
}
