import type { BenfordRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Badge } from '@/ui/badge';
import { FigureTable } from '@/ui/figure-table';
import { useNumbers } from '../numbers';
import { isFar } from './far';

const COLUMNS = ['digit', 'count', 'share', 'expectedShare', 'z'] as const;

/** The same figures to be read. */
export function DigitsTable({ found }: { found: BenfordRead }) {
  const t = useT('anomalies');
  const numbers = useNumbers();
  return (
    <FigureTable
      caption={t('parts.digits')}
      columns={COLUMNS.map((name) => ({ label: t(`digitColumns.${name}`), figure: name !== 'digit' }))}
    >
      {found.rows.map((row) => (
        <tr key={row.digit} className="border-t border-line">
          <th scope="row" className="figures py-1 text-left font-medium">
            {row.digit} {isFar(row) && <Badge tone="warn">{t('far')}</Badge>}
          </th>
          <td className="num py-1">{numbers.plain(row.count, 0)}</td>
          <td className="num py-1">{numbers.share(row.share)}</td>
          <td className="num py-1">{numbers.share(row.expected)}</td>
          <td className="num py-1">{numbers.plain(row.z)}</td>
        </tr>
      ))}
    </FigureTable>
  );
}
