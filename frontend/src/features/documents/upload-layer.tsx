import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { useDroppedFiles } from '@/lib/use-dropped-files';
import { useCloseWarning } from '@/lib/use-leave-warning';
import { DropCurtain } from '@/ui/drop-curtain';
import { refreshDocuments } from './refresh';
import { enqueue, onBatchArrived, useUploads } from './upload-queue';

/** Makes the whole window a place to drop or paste documents; `onFiles` hears that some came in. */
export function UploadLayer({ onFiles }: { onFiles: () => void }) {
  const t = useT('upload');
  const client = useQueryClient();
  const enabled = useMay()('documents:upload');
  useCloseWarning(useUploads().some((upload) => upload.state === 'waiting' || upload.state === 'sending'));
  useEffect(() => onBatchArrived(() => void refreshDocuments(client)), [client]);
  const over = useDroppedFiles({
    enabled,
    onFiles: (files) => {
      enqueue(files);
      onFiles();
    },
  });
  return over ? <DropCurtain title={t('dropHere')} text={t('kinds')} /> : null;
}
