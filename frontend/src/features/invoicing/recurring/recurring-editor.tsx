import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { InvoiceDraft, RecurringRead } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { sayFailure } from '@/api/say-failure';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { toast } from '@/lib/toasts';
import { useLeaveWarning } from '@/lib/use-leave-warning';
import { Button, buttonClass } from '@/ui/button';
import { Card } from '@/ui/card';
import { ChangedMeanwhile } from '@/ui/changed-meanwhile';
import { FormProblem } from '@/ui/form-problem';
import { PageHeader } from '@/ui/page-header';
import { ContactField } from '../editor/contact-field';
import { askedDraft, type Draft, filled } from '../editor/draft';
import { HeadFields, Text } from '../editor/head-fields';
import { LineEditor } from '../editor/line-editor';
import { SellerMissing } from '../editor/seller-missing';
import { TotalsPanel } from '../editor/totals-panel';
import { useEditor } from '../editor/use-editor';
import { useTotals } from '../editor/use-totals';
import { useMakeRecurring, useReviseRecurring } from './mutations';
import { oneRecurringOptions } from './queries';
import { RecurringState } from './recurring-state';
import { askedSchedule, type Schedule } from './schedule';
import { ScheduleFields } from './schedule-fields';

interface RecurringEditorProps {
  title: string;
  name: string;
  initial: Draft;
  start: Schedule;
  /** As it was opened. */
  recurring?: RecurringRead;
  /** As it is known now. */
  now?: RecurringRead;
  onOpenAgain?: () => void;
}

const FIELDS = ['name', 'every', 'interval_count', 'starts_on', 'next_on', 'ends_on', 'contact_id'];
const CONTENT = ['content.series', 'content.exchange_rate'];
const placeOf = (line: number) => `content.lines.${line}`;

/** When it comes back, and what it says each time: written at the same desk as any invoice. */
export function RecurringEditor(props: RecurringEditorProps) {
  const { title, name, initial, start, recurring, now, onOpenAgain } = props;
  const t = useT('recurring');
  const words = useT('editor');
  const navigate = useNavigate();
  const editor = useEditor(name, initial, recurring?.version ?? null);
  const totals = useTotals(editor.draft);
  const make = useMakeRecurring();
  const revise = useReviseRecurring();
  const [begun, setBegun] = useState(start);
  const [schedule, setSchedule] = useState(start);
  const client = useQueryClient();
  const [conflict, setConflict] = useState(recurring !== undefined && editor.begunOn !== recurring.version);
  const [lacks, setLacks] = useState<Record<string, string>>({});
  /** The lines as they were sent, by their own keys: what the server says of one is shown beside it. */
  const [sent, setSent] = useState<readonly string[]>([]);
  const fields = [...FIELDS, ...CONTENT, ...sent.map((_, place) => placeOf(place))];
  const refused = make.error ?? (conflict ? null : revise.error);
  const { byField, rest } = useFormErrors(refused, fields);
  const byLine = new Map(
    sent.flatMap((key, place) => {
      const said = byField[placeOf(place)];
      return said ? [[key, [said]] as const] : [];
    }),
  );
  const busy = make.isPending || revise.isPending;
  // Its content is kept in this window by itself; when it comes back is not.
  useLeaveWarning(schedule !== begun && !busy);
  const place = useRef<HTMLDivElement>(null);
  const [wrong] = byLine.keys();
  useEffect(() => {
    if (wrong) place.current?.querySelector<HTMLElement>(`[data-line="${wrong}"] textarea`)?.focus();
  }, [wrong]);

  /** `over`: over what somebody else saved meanwhile. */
  async function save(over = false) {
    const draft = editor.store.get();
    const missing: Record<string, string> = {};
    if (!schedule.name.trim()) missing.name = t('nameMissing');
    if (!draft.contact_id) missing.contact_id = words('customerMissing');
    if (filled(draft).length === 0 || filled(draft).some((line) => !line.description.trim()))
      missing.lines = words('descriptionMissing');
    setLacks(missing);
    if (Object.keys(missing).length > 0 || !draft.contact_id || busy) return;
    setSent(filled(draft).map((line) => line.key));
    const content: InvoiceDraft = undated(askedDraft(draft, draft.contact_id));
    const done = {
      onSuccess: ({ version }: RecurringRead) => {
        editor.saved(version);
        toast({ tone: 'done', title: t('savedToast') });
        void navigate({ to: '/invoices/recurring', ignoreBlocker: true });
      },
    };
    if (!recurring) return make.mutate({ ...askedSchedule(schedule), starts_on: schedule.next_on, content }, done);
    const rhythm = schedule.every !== begun.every || schedule.interval_count !== begun.interval_count;
    const told = schedule.next_on !== begun.next_on || (rhythm && recurring.next_on);
    const next = told ? { next_on: schedule.next_on } : {};
    const change = { ...askedSchedule(schedule), ...next, content };
    const newest = { ...oneRecurringOptions(recurring.id), staleTime: 0 };
    const theirs = over ? await client.fetchQuery(newest).catch(sayFailure) : { version: editor.begunOn };
    if (!theirs) return;
    revise.mutate(
      { id: recurring.id, version: theirs.version ?? recurring.version, change },
      { ...done, onError: (reason) => setConflict(asApiError(reason).status === 412) },
    );
  }

  /** It was switched off or on here: what is typed goes on from there. */
  function switched(before: number, { version, next_on }: RecurringRead) {
    editor.moved(before, version);
    if (!next_on) return;
    setSchedule((one) => (one.next_on === begun.next_on ? { ...one, next_on } : one));
    setBegun((one) => ({ ...one, next_on }));
  }

  useHotkeys([{ keys: 'mod+enter', label: t('save'), group: t('title'), run: () => void save(), whileTyping: true }]);
  const messages = [lacks.lines, ...rest].filter((one) => one !== undefined);
  return (
    <>
      <PageHeader title={title}>
        <Link to="/invoices/recurring" className={buttonClass()}>
          {words('cancel')}
        </Link>
        {now && <RecurringState recurring={now} onSwitched={switched} />}
        <Button variant="primary" keys="mod+enter" busy={busy} onClick={() => void save()}>
          {t('save')}
        </Button>
      </PageHeader>
      <div ref={place} className="flex flex-col gap-4">
        {conflict && (
          <ChangedMeanwhile
            busy={busy}
            onTakeTheirs={() => {
              editor.discard();
              onOpenAgain?.();
            }}
            onKeepMine={() => void save(true)}
          />
        )}
        <FormProblem messages={messages} />
        <SellerMissing totals={totals} />
        <ScheduleFields
          schedule={schedule}
          put={(change) => setSchedule((now) => ({ ...now, ...change }))}
          errors={{ ...byField, ...lacks }}
          startsOn={recurring?.starts_on ?? null}
        />
        <Card title={words('toWhom')}>
          <div className="grid grid-cols-2 gap-x-8 gap-y-4 max-lg:grid-cols-1">
            <ContactField editor={editor} totals={totals} error={lacks.contact_id ?? byField.contact_id} adds={false} />
            <HeadFields
              editor={editor}
              errors={{
                ...byField,
                series: byField['content.series'] ?? '',
                exchange_rate: byField['content.exchange_rate'] ?? '',
              }}
              unlikely={asApiError(refused).code === 'exchange_rate_unlikely'}
              dated={false}
            />
          </div>
        </Card>
        <LineEditor editor={editor} totals={totals} errors={byLine} />
        <div className="grid grid-cols-[minmax(0,1fr)_24rem] items-start gap-4 max-lg:grid-cols-1">
          <div className="rounded-lg border border-line bg-surface p-4">
            <Text editor={editor} name="note" label={words('note')} hint={words('noteHint')} />
          </div>
          <TotalsPanel editor={editor} totals={totals} />
        </div>
      </div>
    </>
  );
}

/** The days are those of each time it is made. */
function undated(draft: InvoiceDraft): InvoiceDraft {
  const {
    issued_on: _i,
    supplied_on: _s,
    due_on: _d,
    valid_until: _v,
    credits_id: _c,
    original_number: _n,
    original_issued_on: _o,
    ...content
  } = draft;
  return content;
}
