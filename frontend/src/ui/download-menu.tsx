import { ChevronDown, Download } from 'lucide-react';
import { type ComponentProps, lazy, Suspense, useState } from 'react';
import { useT } from '@/i18n/i18n';
import { buttonClass } from './button';
import type { FileFormat, PaperFormat } from './download-list';

const DownloadList = lazy(() => import('./download-list'));

interface Fetches {
  /** Fetches and saves the file; the button is busy until it is done. */
  onDownload: (format: FileFormat) => Promise<unknown>;
  paper?: false;
}

interface FetchesPaper {
  onDownload: (format: PaperFormat) => Promise<unknown>;
  /** It can be had as a PDF too. */
  paper: true;
}

type DownloadMenuProps = (Fetches | FetchesPaper) & {
  disabled?: boolean;
  /** Beside the heading of a part of a page. */
  small?: boolean;
};

/** The list as it is filtered now, as a file: beside every list that the API can export. */
export function DownloadMenu({ disabled = false, small = false, ...fetches }: DownloadMenuProps) {
  const [busy, setBusy] = useState(false);

  async function choose(format: PaperFormat) {
    setBusy(true);
    try {
      if (fetches.paper) await fetches.onDownload(format);
      else if (format !== 'pdf') await fetches.onDownload(format);
    } finally {
      setBusy(false);
    }
  }

  const trigger = <DownloadButton small={small} busy={busy} disabled={disabled || busy} />;
  return (
    <Suspense fallback={trigger}>
      <DownloadList trigger={trigger} paper={fetches.paper === true} onChoose={(format) => void choose(format)} />
    </Suspense>
  );
}

/** What opens the menu; also stands there while the menu is being fetched. */
function DownloadButton({ busy, small, ...rest }: ComponentProps<'button'> & { busy: boolean; small: boolean }) {
  const t = useT('download');
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      className={`${small ? buttonClass('quiet', 'sm') : buttonClass('secondary')} max-sm:px-2.5`}
    >
      <Download size={small ? 14 : 16} aria-hidden className={busy ? 'animate-pulse' : ''} />
      <span className="max-sm:sr-only">{t(busy ? 'busy' : 'action')}</span>
      <ChevronDown size={14} aria-hidden className="text-muted max-sm:hidden" />
    </button>
  );
}
