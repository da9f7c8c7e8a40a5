import { ChevronDown, Download } from 'lucide-react';
import { type ComponentProps, lazy, Suspense, useState } from 'react';
import { useT } from '@/i18n/i18n';
import { buttonClass } from './button';
import type { FileFormat } from './download-list';

const DownloadList = lazy(() => import('./download-list'));

interface DownloadMenuProps {
  /** Fetches and saves the file; the button is busy until it is done. */
  onDownload: (format: FileFormat) => Promise<unknown>;
  disabled?: boolean;
}

/** The list as it is filtered now, as a file: beside every list that the API can export. */
export function DownloadMenu({ onDownload, disabled = false }: DownloadMenuProps) {
  const [busy, setBusy] = useState(false);

  async function choose(format: FileFormat) {
    setBusy(true);
    try {
      await onDownload(format);
    } finally {
      setBusy(false);
    }
  }

  const trigger = <DownloadButton busy={busy} disabled={disabled || busy} />;
  return (
    <Suspense fallback={trigger}>
      <DownloadList trigger={trigger} onChoose={(format) => void choose(format)} />
    </Suspense>
  );
}

/** What opens the menu; also stands there while the menu is being fetched. */
function DownloadButton({ busy, ...rest }: ComponentProps<'button'> & { busy: boolean }) {
  const t = useT('download');
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      className={`${buttonClass('secondary')} max-sm:px-2.5`}
    >
      <Download size={16} aria-hidden className={busy ? 'animate-pulse' : ''} />
      <span className="max-sm:sr-only">{t(busy ? 'busy' : 'action')}</span>
      <ChevronDown size={14} aria-hidden className="text-muted max-sm:hidden" />
    </button>
  );
}
