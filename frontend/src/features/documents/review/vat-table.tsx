import { Plus, Split, X } from 'lucide-react';
import { useAccountChoices } from '@/api/accounts';
import type { BookingLine } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Button, IconButton } from '@/ui/button';
import { Combobox } from '@/ui/combobox';
import { MoneyInput } from '@/ui/money-input';
import type { VatRow } from '../document-types';
import { RowTreatment } from './row-treatment';

const EMPTY: VatRow = {
  rate: null,
  base: null,
  amount: null,
  category: null,
  account_code: null,
  deductible_percent: null,
  treatment: null,
};

interface VatTableProps {
  rows: readonly VatRow[];
  /** The account of the purchase, which bears every row that has none of its own. */
  account: string | null;
  /** What would be booked of each row, as far as it is known: how VAT works on it when nothing was chosen. */
  booked: readonly BookingLine[];
  doubtful: boolean;
  onChange: (rows: VatRow[]) => void;
  onActive: () => void;
}

/** VAT by rate, each rate with the account that bears it: what the lines of the purchase are made from. */
export function VatTable({ rows, account, booked, doubtful, onChange, onActive }: VatTableProps) {
  const t = useT('review');
  const replace = (index: number, change: Partial<VatRow>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...change } : row)));
  // What the server can tell from the other rows is left open: the rest goes to the new one.
  const divide = (index: number) =>
    onChange(
      rows.flatMap((row, at) =>
        at === index
          ? [
              { ...row, amount: null, account_code: row.account_code ?? account },
              { ...row, base: null, amount: null },
            ]
          : row,
      ),
    );
  const several = rows.length > 1;
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
            <th scope="col" className="w-16">
              <span className="sr-only">{t('remove')}</span>
            </th>
          </tr>
        </thead>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a document have no name of their own
          <tbody key={index} className={several ? 'border-b border-line' : ''}>
            <tr>
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
              <td className="whitespace-nowrap">
                <IconButton label={t('divideRow', { row: index + 1 })} icon={Split} onClick={() => divide(index)} />
                <IconButton
                  label={t('removeRow', { row: index + 1 })}
                  icon={X}
                  onClick={() => onChange(rows.filter((_, at) => at !== index))}
                />
              </td>
            </tr>
            {(several || row.account_code) && (
              <tr>
                <td colSpan={4} className="pb-1">
                  <RowAccount
                    label={t('vatCell.account', { row: index + 1 })}
                    value={row.account_code}
                    proposed={account}
                    onActive={onActive}
                    onChange={(account_code) => replace(index, { account_code })}
                  />
                </td>
              </tr>
            )}
            <tr>
              <td colSpan={4} className="py-1">
                <RowTreatment
                  label={t('vatCell.treatment', { row: index + 1 })}
                  value={row.treatment}
                  proposed={booked.length >= rows.length ? booked[index]?.treatment : undefined}
                  onActive={onActive}
                  onChange={(treatment) => replace(index, { treatment })}
                />
              </td>
            </tr>
            <tr>
              <td colSpan={3} className="pr-1.5 pb-2 text-right text-xs text-muted">
                {t('deductible')}
              </td>
              <td className="pb-2">
                <MoneyInput
                  compact
                  cents={false}
                  label={t('vatCell.deductible', { row: index + 1 })}
                  value={row.deductible_percent}
                  onFocus={onActive}
                  onChange={(deductible_percent) => replace(index, { deductible_percent })}
                />
              </td>
            </tr>
          </tbody>
        ))}
      </table>
      <Button size="sm" variant="quiet" icon={Plus} onClick={() => onChange([...rows, EMPTY])}>
        {t('addRate')}
      </Button>
    </div>
  );
}

interface RowAccountProps {
  label: string;
  value: string | null;
  proposed: string | null;
  onActive: () => void;
  onChange: (code: string | null) => void;
}

function RowAccount({ label, value, proposed, onActive, onChange }: RowAccountProps) {
  const t = useT('review');
  const { choices, ...search } = useAccountChoices();
  const usual = choices.find((choice) => choice.value === proposed);
  return (
    <Combobox
      label={label}
      choices={choices}
      {...search}
      clearable
      value={value}
      placeholder={usual ? `${usual.code} ${usual.label}` : t('chooseAccount')}
      onChange={onChange}
      onFocus={onActive}
    />
  );
}
