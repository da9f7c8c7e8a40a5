import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { TagRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { useMakeTag, useReviseTag } from './mutations';

interface TagDialogProps {
  open: boolean;
  tag: TagRead | undefined;
  onClose: () => void;
}

export default function TagDialog({ open, tag, onClose }: TagDialogProps) {
  const t = useT('books');
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={tag ? t('editTag', { name: tag.name }) : t('newTag')}
    >
      <TagForm tag={tag} onClose={onClose} />
    </Dialog>
  );
}

function TagForm({ tag, onClose }: Omit<TagDialogProps, 'open'>) {
  const t = useT('books');
  const common = useT('common');
  const make = useMakeTag();
  const revise = useReviseTag();
  const [name, setName] = useState(tag?.name ?? '');
  const [dimension, setDimension] = useState(tag?.dimension ?? '');
  const [tried, setTried] = useState(false);
  const sent = tag ? revise : make;
  const { byField, rest } = useFormErrors(sent.error, ['name', 'dimension']);

  function save(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!name.trim()) return;
    const draft = { name: name.trim(), dimension: dimension.trim() };
    const done = () => {
      toast({ tone: 'done', title: t('tagSaved', { name: draft.name }) });
      onClose();
    };
    if (tag) revise.mutate({ id: tag.id, seen: tag.version, change: draft }, { onSuccess: done });
    else make.mutate(draft, { onSuccess: done });
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
      <TextField
        label={t('tagKind')}
        hint={t('tagKindHint')}
        value={dimension}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => setDimension(event.target.value)}
        error={byField.dimension}
      />
      <FormProblem messages={rest} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={sent.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
