import { useQueryClient } from '@tanstack/react-query';
import { UploadCloud } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { useLeaveWarning } from '@/lib/use-leave-warning';
import { droppedFiles } from './dropped-files';
import { refreshDocuments } from './refresh';
import { enqueue, onBatchArrived, useUploads } from './upload-queue';

/** Makes the whole window a place to drop or paste documents; `onFiles` hears that some came in. */
export function UploadLayer({ onFiles }: { onFiles: () => void }) {
  const t = useT('upload');
  const client = useQueryClient();
  const [over, setOver] = useState(false);
  const allowed = useMay()('documents:upload');
  const heard = useRef(onFiles);
  heard.current = onFiles;
  useLeaveWarning(useUploads().some((upload) => upload.state === 'waiting' || upload.state === 'sending'));

  useEffect(() => onBatchArrived(() => void refreshDocuments(client)), [client]);

  useEffect(() => {
    if (!allowed) return setOver(false);
    let depth = 0;
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const take = (files: readonly File[]) => {
      if (files.length === 0) return;
      enqueue(files);
      heard.current();
    };
    const show = (change: number) => {
      depth = Math.max(0, depth + change);
      setOver(depth > 0);
    };
    const listeners: [keyof WindowEventMap, (event: never) => void][] = [
      ['dragenter', (event: DragEvent) => carriesFiles(event) && show(1)],
      ['dragleave', (event: DragEvent) => carriesFiles(event) && show(-1)],
      ['dragover', (event: DragEvent) => carriesFiles(event) && event.preventDefault()],
      [
        'drop',
        (event: DragEvent) => {
          if (!event.dataTransfer || !carriesFiles(event)) return;
          event.preventDefault();
          depth = 0;
          setOver(false);
          void droppedFiles(event.dataTransfer).then(take);
        },
      ],
      [
        'paste',
        (event: ClipboardEvent) => {
          const files = Array.from(event.clipboardData?.files ?? []);
          if (files.length > 0) event.preventDefault();
          take(files);
        },
      ],
    ];
    for (const [name, listener] of listeners) window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of listeners) window.removeEventListener(name, listener as EventListener);
    };
  }, [allowed]);

  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-50 bg-bg/80 p-6">
      <div className="flex h-full animate-appear flex-col items-center justify-center gap-3 rounded-xl border-2 border-dashed border-accent bg-accent-soft/70 text-accent">
        <UploadCloud size={36} aria-hidden />
        <p className="text-xl font-semibold">{t('dropHere')}</p>
        <p className="text-ink">{t('kinds')}</p>
      </div>
    </div>
  );
}
