import type { DocumentRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import { PanelSection } from './panel-section';
import { asText, asVatRows, type FieldName, fieldOf, GROUPS, kindOf, type SimpleField } from './read-fields';

/** The fields of a decided document: to read and to point at, not to change. */
export function FactList({ document, onActive }: { document: DocumentRead; onActive: (name: FieldName) => void }) {
  const t = useT('review');
  const fieldName = useT('field');
  const currency = asText(document.fields.currency?.value);
  const vat = asVatRows(fieldOf(document, 'vat_breakdown')?.value);
  return (
    <>
      {GROUPS.map((group) => {
        const known = group.fields.filter((name) => asText(fieldOf(document, name)?.value) !== null);
        if (known.length === 0) return null;
        return (
          <PanelSection key={group.key} title={t(`group.${group.key}`)}>
            <dl className="flex flex-col gap-1.5">
              {known.map((name) => (
                <div
                  key={name}
                  className="flex items-baseline justify-between gap-4"
                  onPointerEnter={() => onActive(name)}
                >
                  <dt className="shrink-0 text-muted">{fieldName(name)}</dt>
                  <dd className="min-w-0 text-right break-words">
                    <Fact name={name} value={asText(fieldOf(document, name)?.value)} currency={currency} />
                  </dd>
                </div>
              ))}
            </dl>
          </PanelSection>
        );
      })}
      {vat.length > 0 && (
        <PanelSection title={t('vatByRate')}>
          <dl className="flex flex-col gap-1.5">
            {vat.map((row) => (
              <div key={`${row.rate}${row.category}${row.base}`} className="flex justify-between gap-4">
                <dt className="text-muted">
                  {row.rate ?? '–'}% · <Amount value={row.base} />
                </dt>
                <dd>
                  <Amount value={row.amount} />
                </dd>
              </div>
            ))}
          </dl>
        </PanelSection>
      )}
    </>
  );
}

function Fact({ name, value, currency }: { name: SimpleField; value: string | null; currency: string | null }) {
  if (kindOf(name) === 'date') return <DateText day={value} />;
  if (kindOf(name) === 'money') return <Amount value={value} currency={currency} />;
  return <span className="figures">{value}</span>;
}
