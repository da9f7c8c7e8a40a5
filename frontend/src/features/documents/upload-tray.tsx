import { Link } from '@tanstack/react-router';
import { useT } from '@/i18n/i18n';
import { Progress } from '@/ui/progress';
import { useUploads } from './upload-queue';

/** On every other page: that something is being sent, and how far it is. */
export function UploadTray() {
  const t = useT('upload');
  const uploads = useUploads();
  const moving = uploads.filter((upload) => upload.state === 'waiting' || upload.state === 'sending');
  const refused = uploads.filter((upload) => upload.state === 'refused' || upload.state === 'failed').length;
  if (moving.length === 0 && refused === 0) return null;
  const share = moving.reduce((sum, upload) => sum + upload.sent, 0) / Math.max(1, moving.length);
  return (
    <aside aria-label={t('title')}>
      <Link
        to="/documents"
        className="pointer-events-auto block animate-appear rounded-lg border border-line bg-surface px-4 py-3 shadow-layer"
      >
        <span className="block text-sm font-medium">
          {moving.length > 0 ? t('sending', { count: moving.length }) : t('notTaken', { count: refused })}
        </span>
        {moving.length > 0 && (
          <span className="mt-2 block">
            <Progress label={t('title')} value={share} />
          </span>
        )}
      </Link>
    </aside>
  );
}
