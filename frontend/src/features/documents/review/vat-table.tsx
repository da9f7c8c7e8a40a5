import { Plus, X } from 'lucide-react';
import { useT } from '@/i18n/i18n';
import { Button, IconButton } from '@/ui/button';
import { MoneyInput } from '@/ui/money-input';
import type { VatRow } from '../document-types';

const EMPTY: VatRow = { rate: null, base: null, amount: null, category: null };

interface VatTableProps {
  rows: readonly VatRow[];
  doubtful: boolean;
  onChange: (rows: VatRow[]) => void;
  onActive: () => void;
}

/** VAT by rate: what the deduction is booked from. */
export function VatTable({ rows, doubtful, onChange, onActive }: VatTableProps) {
  const t = useT('review');
  const replace = (index: number, change: Partial<VatRow>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...change } : row)));
  return (
    <div
      data-field="vat_breakdown"
      className={doubtful ? '[&_input]:border-warn [&_input]:bg-warn-soft/50' : undefined}
    >
      <table className="w-full">
        <thead>
          <tr className="text-xs text-muted">
            <th scope="col" className="num w-20 pb-1 font-medium">
              {t('rate')}
            </th>
            <th scope="col" className="num pb-1 font-medium">
              {t('base')}
            </th>
            <th scope="col" className="num pb-1 font-medium">
              {t('vat')}
            </th>
            <th scope="col" className="w-8">
              <span className="sr-only">{t('remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a document have no name of their own
            <tr key={index}>
              {(['rate', 'base', 'amount'] as const).map((key) => (
                <td key={key} className="py-0.5 pr-1.5">
                  <MoneyInput
                    compact
                    cents={key !== 'rate'}
                    label={t(`vatCell.${key}`, { row: index + 1 })}
                    value={row[key]}
                    onFocus={onActive}
                    onChange={(value) => replace(index, { [key]: value })}
                  />
                </td>
              ))}
              <td>
                <IconButton
                  label={t('removeRow', { row: index + 1 })}
                  icon={X}
                  onClick={() => onChange(rows.filter((_, at) => at !== index))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="sm" variant="quiet" icon={Plus} onClick={() => onChange([...rows, EMPTY])}>
        {t('addRate')}
      </Button>
    </div>
  );
}
