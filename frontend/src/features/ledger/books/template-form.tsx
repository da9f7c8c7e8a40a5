import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { EntryTemplateRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { type DraftLine, emptyLines, filledLines, fromPosting, toTemplatePosting } from '../editor/draft';
import { EntryHead, type Head } from '../editor/entry-head';
import { PostingsEditor } from '../editor/postings-editor';
import { useMakeTemplate, useReviseTemplate } from '../mutations';

/** Lines to begin with; amounts may be left open. */
export function TemplateForm({ template }: { template: EntryTemplateRead | undefined }) {
  const t = useT('books');
  const navigate = useNavigate();
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
  const { byField, rest } = useFormErrors(sent.error, ['name', 'memo']);

  function save(event: FormEvent) {
    event.preventDefault();
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
      void navigate({ to: '/books/templates' });
    };
    if (template) revise.mutate({ seen: template.version, change: draft }, { onSuccess: done });
    else make.mutate(draft, { onSuccess: done });
  }

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
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
