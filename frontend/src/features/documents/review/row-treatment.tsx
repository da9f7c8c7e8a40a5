import type { Treatment } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Select } from '@/ui/select';

/** In the order people look for them; what we sell has two more. */
const OF_PURCHASES: readonly Exclude<Treatment, 'export' | 'services_outside_eu'>[] = [
  'domestic',
  'not_deductible',
  'co_contractor',
  'intra_community_goods',
  'intra_community_services',
  'triangular',
  'import',
  'import_cleared',
  'customs_vat',
  'exempt',
  'small_enterprise',
  'outside_scope',
];

interface RowTreatmentProps {
  label: string;
  value: string | null;
  /** What the supplier's purchases and the paper ask for, once the booking is known. */
  proposed: Treatment | undefined;
  onActive: () => void;
  onChange: (treatment: string | null) => void;
}

/** How VAT works on a row: as proposed, unless the reviewer knows better. */
export function RowTreatment({ label, value, proposed, onActive, onChange }: RowTreatmentProps) {
  const t = useT('review');
  const name = useT('treatment.name');
  const open = proposed && !value;
  return (
    <Select
      aria-label={label}
      value={value ?? ''}
      className={value ? '' : '[&_select]:text-muted'}
      onFocus={onActive}
      onChange={(event) => onChange(event.target.value || null)}
    >
      <option value="">{open ? t('treatmentAs', { name: name(proposed) }) : t('treatmentProposed')}</option>
      {OF_PURCHASES.map((one) => (
        <option key={one} value={one}>
          {name(one)}
        </option>
      ))}
    </Select>
  );
}
