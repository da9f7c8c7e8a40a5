import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/i18n/i18n';
import { Button, IconButton } from '@/ui/button';
import { INPUT } from '@/ui/field-look';
import { MoneyInput } from '@/ui/money-input';
import type { LineRow } from '../document-types';

const EMPTY: LineRow = { description: null, quantity: '1', unit_price: null, vat_rate: null, net_amount: null };
const FIGURES = ['quantity', 'unit_price', 'vat_rate', 'net_amount'] as const;

interface LinesTableProps {
  rows: readonly LineRow[];
  onChange: (rows: LineRow[]) => void;
  onActive: () => void;
}

/** The lines as the supplier wrote them; the description gets a line of its own, so nothing is cut off. */
export function LinesTable({ rows, onChange, onActive }: LinesTableProps) {
  const t = useT('review');
  const replace = (index: number, change: Partial<LineRow>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...change } : row)));
  return (
    <div data-field="lines">
      {rows.length > 0 && (
        <div
          aria-hidden
          className="mb-1 grid grid-cols-[4rem_1fr_4rem_1fr_2rem] gap-1.5 text-xs font-medium text-muted"
        >
          {FIGURES.map((key) => (
            <span key={key} className="num">
              {t(`lineHead.${key}`)}
            </span>
          ))}
        </div>
      )}
      <ol>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a document have no name of their own
          <li key={index} className="mb-2 border-b border-line pb-2">
            <Description
              row={row}
              index={index}
              onActive={onActive}
              onChange={(description) => replace(index, { description })}
            />
            <div className="mt-1.5 grid grid-cols-[4rem_1fr_4rem_1fr_2rem] gap-1.5">
              {FIGURES.map((key) => (
                <MoneyInput
                  key={key}
                  compact
                  cents={key === 'unit_price' || key === 'net_amount'}
                  label={t(`lineCell.${key}`, { row: index + 1 })}
                  value={row[key]}
                  onFocus={onActive}
                  onChange={(value) => replace(index, { [key]: value })}
                />
              ))}
              <IconButton
                label={t('removeRow', { row: index + 1 })}
                icon={X}
                onClick={() => onChange(rows.filter((_, at) => at !== index))}
              />
            </div>
          </li>
        ))}
      </ol>
      <Button size="sm" variant="quiet" icon={Plus} onClick={() => onChange([...rows, EMPTY])}>
        {t('addLine')}
      </Button>
    </div>
  );
}

interface DescriptionProps {
  row: LineRow;
  index: number;
  onActive: () => void;
  onChange: (description: string | null) => void;
}

function Description({ row, index, onActive, onChange }: DescriptionProps) {
  const t = useT('review');
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      aria-label={t('lineCell.description', { row: index + 1 })}
      value={typed ?? row.description ?? ''}
      onFocus={onActive}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (typed !== null && typed.trim() !== (row.description ?? '')) onChange(typed.trim() || null);
        setTyped(null);
      }}
      className={`${INPUT} h-8 px-2 text-sm`}
    />
  );
}
