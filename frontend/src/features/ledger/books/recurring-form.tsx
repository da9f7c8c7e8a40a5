import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { Every, RecurringEntryRead } from '@/api/gen/types.gen';
import { useCurrency, useMay } from '@/api/me';
import { asApiError } from '@/api/problem';
import { sayFailure } from '@/api/say-failure';
import { useT } from '@/i18n/i18n';
import { today } from '@/lib/dates';
import { isZero } from '@/lib/money';
import { toast } from '@/lib/toasts';
import { useLeaveWarning } from '@/lib/use-leave-warning';
import { Button } from '@/ui/button';
import { ChangedMeanwhile } from '@/ui/changed-meanwhile';
import { DateInput } from '@/ui/date-field';
import { Field, SelectField, TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { BalanceBar } from '../editor/balance-bar';
import { type DraftLine, differenceOf, emptyLines, filledLines, fromPosting, toPosting } from '../editor/draft';
import { EntryHead, type Head } from '../editor/entry-head';
import { PostingsEditor } from '../editor/postings-editor';
import { useDryRun } from '../editor/use-dry-run';
import { useMakeRecurring, useReviseRecurring } from './mutations';
import { recurringEntryOptions } from './queries';

const EVERY: readonly Every[] = ['week', 'month', 'quarter', 'year'];

interface RecurringFormProps {
  recurring?: RecurringEntryRead;
  /** The version it was opened on. */
  begunOn?: number;
  onOpenAgain?: () => void;
}

/** What is booked, how often, and from when to when. */
export function RecurringForm({ recurring, begunOn = 0, onOpenAgain }: RecurringFormProps) {
  const t = useT('books');
  const currency = useCurrency();
  const navigate = useNavigate();
  const client = useQueryClient();
  const make = useMakeRecurring();
  const revise = useReviseRecurring();
  const posts = useMay()('ledger:post');
  const [name, setName] = useState(recurring?.name ?? '');
  const [head, setHead] = useState<Head>({
    journal: recurring?.journal ?? 'miscellaneous',
    day: null,
    memo: recurring?.memo ?? '',
  });
  const [lines, setLines] = useState<readonly DraftLine[]>(() => recurring?.postings.map(fromPosting) ?? emptyLines());
  const [every, setEvery] = useState<Every>(recurring?.every ?? 'month');
  const [interval, setInterval] = useState(String(recurring?.interval_count ?? 1));
  const [from, setFrom] = useState<string | null>(recurring?.starts_on ?? today());
  const [to, setTo] = useState<string | null>(recurring?.ends_on ?? null);
  const [tried, setTried] = useState(false);
  const filled = filledLines(lines);
  const draft = {
    name: name.trim(),
    journal: head.journal,
    memo: head.memo.trim(),
    postings: filled.map(toPosting),
    every,
    interval_count: Number(interval) || 1,
    starts_on: from ?? today(),
    ends_on: to,
  };
  const whole = filled.length > 1 && filled.every((line) => line.account && (line.debit || line.credit));
  const run = useDryRun(
    { journal: draft.journal, booked_on: today(), memo: draft.memo, postings: draft.postings },
    whole,
  );
  const sent = recurring ? revise : make;
  const conflict = asApiError(revise.error).status === 412;
  const { byField, rest } = useFormErrors(conflict ? null : sent.error, [
    'name',
    'memo',
    'starts_on',
    'ends_on',
    'interval_count',
  ]);
  const typed = JSON.stringify([name, head, lines, every, interval, from, to]);
  const [start] = useState(typed);
  useLeaveWarning(typed !== start && !sent.isPending);
  const difference = differenceOf(filled) ?? run.outcome?.difference ?? '1';

  /** `over`: over what somebody else saved meanwhile. */
  async function save(over = false) {
    setTried(true);
    if (!draft.name || !draft.memo || !from || !whole) return;
    const done = () => {
      toast({ tone: 'done', title: t('recurringSaved', { name: draft.name }) });
      void navigate({ to: '/books/recurring', ignoreBlocker: true });
    };
    if (recurring) {
      const newest = { ...recurringEntryOptions(recurring.id), staleTime: 0 };
      const theirs = over ? await client.fetchQuery(newest).catch(sayFailure) : { version: begunOn };
      if (theirs) revise.mutate({ id: recurring.id, seen: theirs.version, change: draft }, { onSuccess: done });
    } else make.mutate(draft, { onSuccess: done });
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      className="flex flex-col gap-4"
    >
      {conflict && (
        <ChangedMeanwhile
          busy={sent.isPending}
          onTakeTheirs={() => onOpenAgain?.()}
          onKeepMine={() => void save(true)}
        />
      )}
      <div className="grid grid-cols-[minmax(0,1fr)_6rem_9rem_9.5rem_9.5rem] gap-3 rounded-lg border border-line bg-surface p-4 max-lg:grid-cols-2">
        <TextField
          label={t('name')}
          value={name}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
          error={tried && !draft.name ? t('nameMissing') : byField.name}
        />
        <TextField
          label={t('everyCount')}
          inputMode="numeric"
          value={interval}
          onChange={(event) => setInterval(event.target.value.replace(/\D/g, '').slice(0, 2))}
          error={byField.interval_count}
        />
        <SelectField label={t('rhythm')} value={every} onChange={(event) => setEvery(event.target.value as Every)}>
          {EVERY.map((one) => (
            <option key={one} value={one}>
              {t(`units.${one}`)}
            </option>
          ))}
        </SelectField>
        <Field label={t('firstOn')} error={from ? byField.starts_on : t('dayMissing')}>
          {(ids) => <DateInput {...ids} value={from} onChange={setFrom} />}
        </Field>
        <Field label={t('lastOn')} error={byField.ends_on}>
          {(ids) => <DateInput {...ids} value={to} onChange={setTo} />}
        </Field>
      </div>
      <div className="rounded-lg border border-line bg-surface">
        <EntryHead
          head={head}
          undated
          onChange={(change) => setHead((now) => ({ ...now, ...change }))}
          errors={{ memo: tried && !draft.memo ? t('memoMissing') : byField.memo }}
        />
        <PostingsEditor lines={lines} onChange={setLines} problems={run.problems} />
        <BalanceBar lines={filled} currency={currency} run={run} />
      </div>
      <FormProblem messages={rest} />
      {posts && (
        <div className="flex justify-end">
          <Button type="submit" variant="primary" busy={sent.isPending} disabled={!whole || !isZero(difference)}>
            {t('save')}
          </Button>
        </div>
      )}
    </form>
  );
}
