import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useBegunOn } from '@/api/begun-on';
import { useFormErrors } from '@/api/form-errors';
import type { EntryTemplateRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { asApiError } from '@/api/problem';
import { sayFailure } from '@/api/say-failure';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { useLeaveWarning } from '@/lib/use-leave-warning';
import { Button } from '@/ui/button';
import { ChangedMeanwhile } from '@/ui/changed-meanwhile';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { type DraftLine, emptyLines, filledLines, fromPosting, toTemplatePosting } from '../editor/draft';
import { EntryHead, type Head } from '../editor/entry-head';
import { PostingsEditor } from '../editor/postings-editor';
import { useMakeTemplate, useReviseTemplate } from '../mutations';
import { templateOptions } from '../queries';

interface TemplateFormProps {
  template: EntryTemplateRead | undefined;
  onOpenAgain: () => void;
}

/** Lines to begin with; amounts may be left open. */
export function TemplateForm({ template, onOpenAgain }: TemplateFormProps) {
  const t = useT('books');
  const navigate = useNavigate();
  const client = useQueryClient();
  const make = useMakeTemplate();
  const revise = useReviseTemplate(template?.id ?? '');
  const posts = useMay()('ledger:post');
  const [name, setName] = useState(template?.name ?? '');
  const [head, setHead] = useState<Head>({
    journal: template?.journal ?? 'miscellaneous',
    day: null,
    memo: template?.memo ?? '',
  });
  const [lines, setLines] = useState<readonly DraftLine[]>(() => template?.postings.map(fromPosting) ?? emptyLines());
  const [tried, setTried] = useState(false);
  const filled = filledLines(lines);
  const sent = template ? revise : make;
  const typed = JSON.stringify([name, head, lines]);
  const [start] = useState(typed);
  useLeaveWarning(typed !== start && !sent.isPending);
  const { begunOn } = useBegunOn(template?.version ?? 0);
  const conflict = asApiError(revise.error).status === 412;
  const { byField, rest } = useFormErrors(conflict ? null : sent.error, ['name', 'memo']);

  /** `over`: over what somebody else saved meanwhile. */
  async function save(over = false) {
    setTried(true);
    if (!name.trim() || filled.length === 0) return;
    const draft = {
      name: name.trim(),
      journal: head.journal,
      memo: head.memo.trim(),
      postings: filled.map((line) => toTemplatePosting(line, true)),
    };
    const done = () => {
      toast({ tone: 'done', title: t('templateSaved', { name: draft.name }) });
      void navigate({ to: '/books/templates', ignoreBlocker: true });
    };
    if (!template) return make.mutate(draft, { onSuccess: done });
    const newest = { ...templateOptions(template.id), staleTime: 0 };
    const theirs = over ? await client.fetchQuery(newest).catch(sayFailure) : { version: begunOn };
    if (theirs) revise.mutate({ seen: theirs.version, change: draft }, { onSuccess: done });
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
        <ChangedMeanwhile busy={sent.isPending} onTakeTheirs={onOpenAgain} onKeepMine={() => void save(true)} />
      )}
      <div className="rounded-lg border border-line bg-surface p-4">
        <TextField
          label={t('name')}
          value={name}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
          error={tried && !name.trim() ? t('nameMissing') : byField.name}
        />
      </div>
      <div className="rounded-lg border border-line bg-surface">
        <EntryHead
          head={head}
          undated
          onChange={(change) => setHead((now) => ({ ...now, ...change }))}
          errors={{ memo: byField.memo }}
        />
        <PostingsEditor lines={lines} onChange={setLines} />
        <p className="px-4 pb-3 text-sm text-muted">{t('openAmounts')}</p>
      </div>
      <FormProblem messages={rest} />
      {posts && (
        <div className="flex justify-end">
          <Button
            type="submit"
            variant="primary"
            busy={sent.isPending}
            disabled={filled.length === 0 || filled.some((line) => !line.account)}
          >
            {t('save')}
          </Button>
        </div>
      )}
    </form>
  );
}
