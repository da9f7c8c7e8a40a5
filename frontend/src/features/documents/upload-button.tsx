import { Camera, Upload } from 'lucide-react';
import { useRef } from 'react';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { enqueue } from './upload-queue';

const ACCEPT =
  '.pdf,.xml,.jpg,.jpeg,.png,.tif,.tiff,.heic,.heif,.webp,application/pdf,text/xml,application/xml,image/*';

interface UploadButtonProps {
  /** Opens the camera of a phone instead of the file chooser. */
  camera?: boolean;
  variant?: 'primary' | 'secondary';
  /** What it says, where "Upload" says too little. */
  label?: string;
  onFiles?: () => void;
  /** A look of its own, as in the bar at the foot of a phone. */
  className?: string;
}

/** Only for who may bring in documents, into a company that takes them. */
export function UploadButton({ camera = false, variant = 'primary', label, onFiles, className }: UploadButtonProps) {
  const t = useT('upload');
  const may = useMay();
  const input = useRef<HTMLInputElement>(null);
  const name = label ?? (camera ? t('takePhoto') : t('choose'));
  const Icon = camera ? Camera : Upload;
  const open = () => input.current?.click();
  if (!may('documents:upload')) return null;
  return (
    <>
      {className ? (
        <button type="button" aria-label={name} onClick={open} className={className}>
          <Icon size={22} aria-hidden />
        </button>
      ) : (
        <Button variant={variant} icon={Icon} onClick={open}>
          {name}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        multiple={!camera}
        accept={camera ? 'image/*' : ACCEPT}
        {...(camera ? { capture: 'environment' as const } : {})}
        aria-label={name}
        data-testid={camera ? 'camera' : 'files'}
        tabIndex={-1}
        className="hidden"
        onChange={(event) => {
          const files = Array.from(event.target.files ?? []);
          event.target.value = '';
          if (files.length === 0) return;
          enqueue(files);
          onFiles?.();
        }}
      />
    </>
  );
}
