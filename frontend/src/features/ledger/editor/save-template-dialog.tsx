import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { useMakeTemplate } from '../mutations';
import { type DraftLine, toTemplatePosting } from './draft';
import type { Head } from './entry-head';

interface SaveTemplateProps {
  open: boolean;
  onClose: () => void;
  head: Head;
  lines: readonly DraftLine[];
}

export default function SaveTemplateDialog({ open, onClose, head, lines }: SaveTemplateProps) {
  const t = useT('books');
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t('saveTemplate')}
      text={t('saveTemplateText')}
    >
      <NameForm head={head} lines={lines} onClose={onClose} />
    </Dialog>
  );
}

function NameForm({ head, lines, onClose }: Omit<SaveTemplateProps, 'open'>) {
  const t = useT('books');
  const common = useT('common');
  const [name, setName] = useState(head.memo.trim().slice(0, 100));
  const [amounts, setAmounts] = useState(false);
  const [tried, setTried] = useState(false);
  const make = useMakeTemplate();
  const { byField, rest } = useFormErrors(make.error, ['name']);
  const postings = lines.filter((line) => line.account);

  function save(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!name.trim()) return;
    const body = {
      name: name.trim(),
      journal: head.journal,
      memo: head.memo.trim(),
      postings: postings.map((line) => toTemplatePosting(line, amounts)),
    };
    make.mutate(body, {
      onSuccess: () => {
        toast({ tone: 'done', title: t('templateSaved', { name: body.name }) });
        onClose();
      },
    });
  }

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <TextField
        label={t('name')}
        value={name}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
        error={tried && !name.trim() ? t('nameMissing') : byField.name}
      />
      <Checkbox checked={amounts} onChange={setAmounts} label={t('keepAmounts')} hint={t('keepAmountsHint')} />
      <FormProblem messages={rest} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={make.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
