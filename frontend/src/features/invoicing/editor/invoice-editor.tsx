import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { InvoiceShown } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import type { Day } from '@/lib/dates';
import { useHotkeys } from '@/lib/hotkeys';
import { toast } from '@/lib/toasts';
import { BookLater } from '@/ui/book-later';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { ChangedMeanwhile } from '@/ui/changed-meanwhile';
import { InstantText } from '@/ui/date-text';
import { FormProblem } from '@/ui/form-problem';
import { Notice } from '@/ui/notice';
import { onDemand } from '@/ui/on-demand';
import { PageHeader } from '@/ui/page-header';
import { mayIssue } from '../invoice/deeds';
import { ContactField } from './contact-field';
import type { Draft } from './draft';
import { HeadFields, Text } from './head-fields';
import { LineEditor } from './line-editor';
import { SellerMissing, sellerLacks } from './seller-missing';
import { TotalsPanel } from './totals-panel';
import { useCursor } from './use-cursor';
import { useEditor } from './use-editor';
import { type Said, useSaving } from './use-saving';
import { useTotals } from './use-totals';

const IssueQuestion = onDemand(() => import('../issue-question'));

interface InvoiceEditorProps {
  title: string;
  /** Under which name unsaved work is kept in this window. */
  name: string;
  initial: Draft;
  /** Chosen on the way here: put in on top of what was being written. */
  contact?: string | undefined;
  /** The draft that is being changed; without it a new one is made. */
  invoice?: InvoiceShown;
  /** The same as it is now, where it is asked whether to issue it with what it lacks. */
  asked?: InvoiceShown | undefined;
  /** Leaves without saving. */
  cancel: ReactNode;
}

/** Writing an invoice, credit note, quote or purchase: the same desk for all of them. */
export function InvoiceEditor({ title, name, initial, contact, invoice, asked, cancel }: InvoiceEditorProps) {
  const t = useT('editor');
  const navigate = useNavigate();
  const may = useMay();
  const place = useRef<HTMLDivElement>(null);
  const editor = useEditor(name, initial, invoice?.version ?? null);
  const totals = useTotals(editor.draft);
  const { said, busy, conflict, save } = useSaving(editor, invoice);
  const { draft, restored } = editor;
  const issues = mayIssue(draft, may);
  const [turnedDown, setTurnedDown] = useState<Said | null>(null);
  const offered = (turnedDown !== said && said.openDay) || null;
  /** Whoever went to add a contact knows what they were writing. */
  const [broughtBack] = useState(contact !== undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when somebody comes back with a contact
  useEffect(() => {
    if (!contact) return;
    editor.put({ contact_id: contact });
    void navigate({ to: '.', search: (now) => ({ ...now, contact: undefined }), replace: true });
  }, [contact]);
  useCursor(place, invoice && !contact ? null : { ...draft, contact_id: contact ?? draft.contact_id }, said, conflict);

  const issueButton = useRef<HTMLButtonElement>(null);
  /** Where the answer came before the question was gone, the cursor stays with what was said. */
  const wrong = () => place.current?.querySelector<HTMLElement>('[aria-invalid=true], [role=alert]') ?? null;

  async function finish(issue: boolean, more: { bookedOn?: Day; agreed?: true } = {}) {
    if (busy) return;
    const saved = await save({ issue, ...(issue && { seller: sellerLacks(totals) }), ...more });
    if (issue && saved?.status === 'draft') ask(saved);
    else if (saved) leave(saved);
  }

  /** Where the draft has an address of its own: whoever fills in what is missing comes back to it. */
  function ask({ id }: InvoiceShown) {
    const search = { ask: 'issue' as const };
    void navigate({ to: '/invoices/$invoiceId/edit', params: { invoiceId: id }, search, replace: true });
  }

  const unask = () => void navigate({ to: '.', search: (now) => ({ ...now, ask: undefined }), replace: true });

  function leave(saved: InvoiceShown) {
    const issued = saved.status !== 'draft';
    const done = saved.direction === 'purchase' ? 'bookedToast' : 'issuedToast';
    toast({ tone: 'done', title: issued ? t(done, { number: saved.number ?? '' }) : t('savedToast') });
    void navigate({ to: '/invoices/$invoiceId', params: { invoiceId: saved.id } });
  }

  useHotkeys([
    { keys: 'mod+enter', label: t('save'), group: t('group'), run: () => void finish(false), whileTyping: true },
  ]);

  return (
    <div ref={place}>
      <PageHeader title={title} note={editor.dirty && <span role="status">{t('unsaved')}</span>}>
        {cancel}
        <Button
          variant={issues ? 'secondary' : 'primary'}
          keys="mod+enter"
          busy={busy}
          onClick={() => void finish(false)}
        >
          {t('save')}
        </Button>
        {issues && (
          <Button ref={issueButton} variant="primary" busy={busy} onClick={() => void finish(true)}>
            {t(draft.direction === 'purchase' ? 'saveAndBook' : 'saveAndIssue')}
          </Button>
        )}
      </PageHeader>
      <div className="flex flex-col gap-4">
        {restored && !broughtBack && !conflict && (
          <Notice
            tone="neutral"
            title={t('restored')}
            action={
              <Button size="sm" onClick={editor.discard}>
                {t('discard')}
              </Button>
            }
          >
            {t.rich('restoredText', { at: () => <InstantText at={restored.at} /> })}
          </Notice>
        )}
        {conflict && (
          <ChangedMeanwhile
            busy={busy}
            onTakeTheirs={() => {
              editor.discard();
              if (invoice) void navigate({ to: '/invoices/$invoiceId', params: { invoiceId: invoice.id } });
            }}
            onKeepMine={() => void save({ over: true }).then((saved) => saved && leave(saved))}
          />
        )}
        <FormProblem messages={said.rest} />
        <SellerMissing totals={totals} refused={said.seller} />
        <BookLater
          open={offered !== null}
          day={offered}
          dated={draft.issued_on}
          busy={busy}
          onBook={(day) => {
            setTurnedDown(said);
            void finish(true, { bookedOn: day });
          }}
          onClose={() => setTurnedDown(said)}
        />
        {invoice && (
          <IssueQuestion
            open={asked !== undefined}
            invoice={asked ?? invoice}
            onIssue={() => {
              unask();
              void finish(true, { agreed: true });
            }}
            onClose={unask}
            returnTo={() => wrong() ?? issueButton.current}
          />
        )}
        <Card title={t(draft.direction === 'sale' ? 'toWhom' : 'fromWhom')}>
          <div className="grid grid-cols-2 gap-x-8 gap-y-4 max-lg:grid-cols-1">
            <ContactField
              editor={editor}
              totals={totals}
              error={said.byField.contact_id}
              fixed={draft.credits_id !== null}
              draftId={invoice?.id}
            />
            <HeadFields editor={editor} errors={said.byField} unlikely={said.unlikely} />
          </div>
        </Card>
        <LineEditor editor={editor} totals={totals} errors={said.byLine} />
        <div className="grid grid-cols-[minmax(0,1fr)_24rem] items-start gap-4 max-lg:grid-cols-1">
          <div className="rounded-lg border border-line bg-surface p-4">
            <Text
              editor={editor}
              name="note"
              label={t(draft.direction === 'sale' ? 'note' : 'memo')}
              {...(draft.direction === 'sale' && { hint: t('noteHint') })}
            />
          </div>
          <TotalsPanel editor={editor} totals={totals} />
        </div>
      </div>
    </div>
  );
}
