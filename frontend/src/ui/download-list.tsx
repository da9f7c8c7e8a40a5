import { FileSpreadsheet, FileText, FileType } from 'lucide-react';
import type { ReactElement } from 'react';
import { useT } from '@/i18n/i18n';
import { Menu, MenuItem } from './menu';

export type FileFormat = 'csv' | 'xlsx';
/** Where there is a paper of it too. */
export type PaperFormat = FileFormat | 'pdf';

/** What the download button opens. */
export default function DownloadList({
  trigger,
  onChoose,
  paper,
}: {
  trigger: ReactElement;
  onChoose: (format: PaperFormat) => void;
  paper: boolean;
}) {
  const t = useT('download');
  return (
    <Menu trigger={trigger}>
      {paper && (
        <MenuItem icon={FileType} onClick={() => onChoose('pdf')}>
          {t('pdf')}
        </MenuItem>
      )}
      <MenuItem icon={FileText} onClick={() => onChoose('csv')}>
        {t('csv')}
      </MenuItem>
      <MenuItem icon={FileSpreadsheet} onClick={() => onChoose('xlsx')}>
        {t('xlsx')}
      </MenuItem>
    </Menu>
  );
}
