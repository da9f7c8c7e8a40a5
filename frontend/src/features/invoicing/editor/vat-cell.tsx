import { useMemo } from 'react';
import type { LineTotal, Treatment, TreatmentRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { trimmed } from '@/lib/money';
import { Select } from '@/ui/select';
import type { Direction } from '../invoice-types';
import type { Line } from './draft';

interface VatCellProps {
  label: string;
  line: Line;
  direction: Direction;
  treatments: readonly TreatmentRead[];
  /** What the server makes of it: shown while nothing was chosen. */
  total: LineTotal | undefined;
  invalid: boolean;
  onChange: (change: Pick<Line, 'treatment' | 'vat_rate'>) => void;
}

const choiceOf = (treatment: string, rate: string) => `${treatment}|${trimmed(rate)}`;

/** Rate and treatment in one choice: ordinary rates first, then the cases where the law asks for something else. */
export function VatCell({ label, line, direction, treatments, total, invalid, onChange }: VatCellProps) {
  const t = useT('editor');
  const name = useVatName();
  const options = useMemo(() => {
    const rates = (one: TreatmentRead) => (direction === 'sale' ? one.sale_rates : one.purchase_rates);
    return treatments.flatMap((one) =>
      (rates(one).length > 0 ? rates(one) : ['0']).map((rate) => ({
        value: choiceOf(one.treatment, rate),
        label: name(one.treatment, rate, rates(one).length > 1),
      })),
    );
  }, [treatments, direction, name]);
  const rate = line.vat_rate ?? total?.vat_rate ?? '0';
  const chosen = line.treatment ? choiceOf(line.treatment, rate) : '';
  const known = !chosen || options.some((one) => one.value === chosen);
  return (
    <Select
      aria-label={label}
      aria-invalid={invalid}
      value={chosen}
      className={chosen ? '' : '[&_select]:text-muted'}
      onChange={(event) => {
        const [treatment, percent] = event.target.value.split('|');
        onChange({ treatment: (treatment || null) as Treatment | null, vat_rate: percent ?? null });
      }}
    >
      <option value="">{total ? name(total.treatment, total.vat_rate) : t('proposed')}</option>
      {!known && <option value={chosen}>{name(line.treatment ?? '', rate)}</option>}
      {options.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </Select>
  );
}

/** "21%" for ordinary VAT, the name of the treatment otherwise; with its rate where there is a choice of rates. */
export function useVatName(): (treatment: string, rate: string, withRate?: boolean) => string {
  const t = useT('editor');
  const treatments = useT('treatment');
  return useMemo(
    () =>
      (treatment, rate, withRate = false) => {
        const percent = t('percent', { rate: Number(rate) });
        if (treatment === 'domestic') return percent;
        const named = `name.${treatment}` as 'name.domestic';
        const name = treatments.has(named) ? treatments(named) : treatment;
        return withRate ? `${name} · ${percent}` : name;
      },
    [t, treatments],
  );
}
