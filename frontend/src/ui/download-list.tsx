import { FileSpreadsheet, FileText } from 'lucide-react';
import type { ReactElement } from 'react';
import { useT } from '@/i18n/i18n';
import { Menu, MenuItem } from './menu';

export type FileFormat = 'csv' | 'xlsx';

/** What the download button opens. */
export default function DownloadList({
  trigger,
  onChoose,
}: {
  trigger: ReactElement;
  onChoose: (format: FileFormat) => void;
}) {
  const t = useT('download');
  return (
    <Menu trigger={trigger}>
      <MenuItem icon={FileText} onClick={() => onChoose('csv')}>
        {t('csv')}
      </MenuItem>
      <MenuItem icon={FileSpreadsheet} onClick={() => onChoose('xlsx')}>
        {t('xlsx')}
      </MenuItem>
    </Menu>
  );
}
