import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { InvoiceShown } from '@/api/gen/types.gen';
import { openDay } from '@/api/open-day';
import { asApiError } from '@/api/problem';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import type { Day } from '@/lib/dates';
import { useIssue, useMakeDraft, useRemoveDraft, useReviseDraft } from '../mutations';
import { invoiceOptions } from '../queries';
import { askedDraft, askedRevision, type Draft, filled } from './draft';
import { ofSeller } from './seller-missing';
import type { Editor } from './use-editor';

export interface Said {
  byField: Record<string, string>;
  byLine: ReadonlyMap<string, readonly string[]>;
  rest: readonly string[];
  /** The rate is far from the known one, and may be meant. */
  unlikely?: boolean;
  /** What the company has to tell of itself first. */
  seller?: readonly string[];
  /** The first open day, where the day on the paper is all that is in the way of booking it. */
  openDay?: Day | null;
}

const NOTHING: Said = { byField: {}, byLine: new Map(), rest: [] };
const FIELDS = ['contact_id', 'number', 'issued_on', 'supplied_on', 'due_on', 'valid_until', 'payment_reference'];
const OWN_FIELDS = [...FIELDS, 'order_reference', 'exchange_rate', 'series'];

interface Asked {
  issue?: boolean;
  over?: boolean;
  /** It is issued as it was saved, with what is missing on it. */
  agreed?: boolean;
  /** The day to book a purchase on, where its own is closed. */
  bookedOn?: Day;
  /** What is known to be in the way of issuing: nothing is written then, and what was typed stays at hand. */
  seller?: readonly string[];
}

interface Saving {
  said: Said;
  busy: boolean;
  /** Somebody changed it since it was opened. */
  conflict: boolean;
  /**
   * Saves, and issues it as well if asked to; but what lacks something comes back as the draft it is, until that is
   * agreed. Null when something is in the way, which `said` then tells.
   */
  save: (asked?: Asked) => Promise<InvoiceShown | null>;
}

/** Puts what is in the editor on the server; what it says comes back beside the field or line it is about. */
export function useSaving(editor: Editor, invoice: InvoiceShown | undefined): Saving {
  const t = useT('editor');
  const problemText = useProblemText();
  const client = useQueryClient();
  const make = useMakeDraft();
  const revise = useReviseDraft();
  const issue = useIssue();
  const remove = useRemoveDraft();
  const [said, setSaid] = useState<Said>(NOTHING);
  /** What was saved here before: a second try changes that one, as it was begun on. */
  const [made, setMade] = useState(invoice && { ...invoice, version: editor.restored?.version ?? invoice.version });
  const [conflict, setConflict] = useState(made?.version !== invoice?.version);

  function missing(draft: Draft): Said {
    const byField: Record<string, string> = {};
    if (!draft.contact_id) byField.contact_id = t(draft.direction === 'sale' ? 'customerMissing' : 'supplierMissing');
    const nameless = filled(draft).filter((line) => !line.description.trim());
    return { byField, byLine: new Map(nameless.map((line) => [line.key, [t('descriptionMissing')]])), rest: [] };
  }

  function refused(reason: unknown, draft: Draft): Said {
    const { status, problem } = asApiError(reason);
    if (status === 0 || status >= 500) {
      const code = status === 0 ? 'no_answer' : 'server_error';
      return { ...NOTHING, rest: [problemText({ code, message: '' })] };
    }
    const late = openDay(problem.errors);
    if (late) return { ...NOTHING, openDay: late };
    const keys = filled(draft).map((line) => line.key);
    const byField: Record<string, string> = {};
    const byLine = new Map<string, string[]>();
    const rest: string[] = [];
    const seller: string[] = [];
    for (const error of problem.errors) {
      const text = problemText(error);
      const field = error.field?.replace(/^body\./, '') ?? '';
      const key = keys[Number(/^lines\.(\d+)/.exec(field)?.[1] ?? -1)];
      const own = ofSeller(field);
      if (own) seller.push(own);
      else if (key) byLine.set(key, [...(byLine.get(key) ?? []), text]);
      else if (OWN_FIELDS.includes(field)) byField[field] ??= text;
      else rest.push(text);
    }
    const unlikely = problem.errors.some((error) => error.code === 'exchange_rate_unlikely');
    return { byField, byLine, rest: [...new Set(rest)], seller, unlikely };
  }

  function kept(draft: InvoiceShown) {
    setMade(draft);
    setConflict(false);
    editor.saved(draft.version);
  }

  /** Nobody asked for the draft of what could not be issued. Where no answer came, it may have been issued after all. */
  async function takenBack(draft: InvoiceShown, reason: unknown): Promise<never> {
    const { status } = asApiError(reason);
    if (status === 0 || status >= 500) kept(draft);
    else await remove.mutateAsync(draft).catch(() => kept(draft));
    throw reason;
  }

  async function save({
    issue: issues = false,
    over = false,
    agreed = false,
    bookedOn,
    seller = [],
  }: Asked = {}): Promise<InvoiceShown | null> {
    const draft = editor.store.get();
    const lacks = { ...missing(draft), seller };
    setSaid(lacks);
    if (lacks.byLine.size > 0 || !draft.contact_id || Object.keys(lacks.byField).length > 0 || seller.length > 0)
      return null;
    try {
      const isNew = !made;
      let known = over && made ? await client.fetchQuery({ ...invoiceOptions(made.id), staleTime: 0 }) : made;
      if (!known || !agreed) {
        known = known
          ? await revise.mutateAsync({ id: known.id, version: known.version, change: askedRevision(draft) })
          : await make.mutateAsync(askedDraft(draft, draft.contact_id));
        if (!isNew || !issues || known.missing.length > 0) kept(known);
      }
      if (!issues || (known.missing.length > 0 && !agreed)) return known;
      const asked = bookedOn ? { booked_on: bookedOn } : {};
      const issued = await issue
        .mutateAsync({ id: known.id, version: known.version, asked })
        .catch((reason: unknown) => (isNew && known ? takenBack(known, reason) : Promise.reject(reason)));
      if (isNew) editor.saved(issued.version);
      return issued;
    } catch (reason) {
      if (asApiError(reason).status === 412) setConflict(true);
      else setSaid(refused(reason, draft));
      return null;
    }
  }

  return { said, busy: make.isPending || revise.isPending || issue.isPending || remove.isPending, conflict, save };
}
