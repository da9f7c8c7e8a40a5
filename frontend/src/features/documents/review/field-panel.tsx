import { type KeyboardEvent, type RefObject, useMemo } from 'react';
import type { DocumentRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { grouped } from '@/lib/grouped';
import { SelectField } from '@/ui/field';
import type { DocumentKind } from '../document-types';
import type { Autosave } from './autosave';
import { BookingPanel } from './booking-panel';
import { FieldRow } from './field-row';
import { LinesTable } from './lines-table';
import { PanelSection } from './panel-section';
import {
  asLineRows,
  asText,
  asVatRows,
  CUSTOMER_FIELDS,
  type FieldName,
  fieldOf,
  GROUPS,
  type SimpleField,
} from './read-fields';
import { VatTable } from './vat-table';
import { WarningList } from './warning-list';

const KINDS: readonly DocumentKind[] = ['invoice', 'credit_note', 'receipt'];
const HALF: ReadonlySet<SimpleField> = new Set<SimpleField>([
  'currency',
  'issue_date',
  'due_date',
  'net_amount',
  'vat_amount',
  'total_amount',
  'amount_due',
]);

interface FieldPanelProps {
  document: DocumentRead;
  autosave: Autosave;
  rate: string | null;
  onRate: (rate: string | null) => void;
  onActive: (name: FieldName) => void;
  panel: RefObject<HTMLDivElement | null>;
}

/** Everything that was read, ready to correct, and what will be booked from it. */
export function FieldPanel({ document, autosave, rate, onRate, onActive, panel }: FieldPanelProps) {
  const t = useT('review');
  const { overlay, change, errors } = autosave;
  const current = (name: FieldName) =>
    overlay.fields && name in overlay.fields ? overlay.fields[name] : fieldOf(document, name)?.value;
  const save = (name: FieldName, value: unknown) => change({ fields: { [name]: value } });
  const warnings = useMemo(() => grouped(document.warnings, (warning) => warning.field), [document.warnings]);

  const row = (name: SimpleField) => (
    <div key={name} className={HALF.has(name) ? '' : 'col-span-2'}>
      <FieldRow
        name={name}
        read={fieldOf(document, name)}
        value={current(name)}
        warnings={warnings.get(name) ?? []}
        error={errors[name]}
        compact={HALF.has(name)}
        countFrom={name === 'due_date' ? asText(current('issue_date')) : null}
        onActive={onActive}
        onChange={(value) => save(name, value)}
      />
    </div>
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the fields in it
    <div ref={panel} onKeyDown={enterGoesOn} className="flex flex-col">
      {GROUPS.map((group) => (
        <PanelSection key={group.key} title={t(`group.${group.key}`)}>
          <div className="grid grid-cols-2 gap-x-3 gap-y-3.5">
            {group.key === 'document' && (
              <div>
                <SelectField
                  label={t('kind')}
                  value={overlay.kind ?? document.kind ?? 'invoice'}
                  onChange={(event) => change({ kind: event.target.value as DocumentKind })}
                >
                  {KINDS.map((kind) => (
                    <option key={kind} value={kind}>
                      {t(`kinds.${kind}`)}
                    </option>
                  ))}
                </SelectField>
              </div>
            )}
            {group.fields.map(row)}
            {group.key === 'document' && CUSTOMER_FIELDS.filter((name) => fieldOf(document, name)).map(row)}
          </div>
          {group.key === 'amounts' && (
            <div className="mt-4">
              <h3 className="mb-2 text-sm font-medium">{t('vatByRate')}</h3>
              <VatTable
                rows={asVatRows(current('vat_breakdown'))}
                onActive={() => onActive('vat_breakdown')}
                onChange={(rows) => save('vat_breakdown', rows)}
              />
              <WarningList warnings={warnings.get('vat_breakdown') ?? []} />
            </div>
          )}
        </PanelSection>
      ))}
      <PanelSection title={t('booking')}>
        <BookingPanel
          document={document}
          accountCode={overlay.account_code ?? document.account_code}
          unsaved={autosave.state === 'saving' || autosave.state === 'waiting'}
          rate={rate}
          onRate={onRate}
          onAccount={(account_code) => change({ account_code })}
        />
      </PanelSection>
      <PanelSection title={t('lines')} count={asLineRows(current('lines')).length} closed>
        <LinesTable
          rows={asLineRows(current('lines'))}
          onActive={() => onActive('lines')}
          onChange={(rows) => save('lines', rows)}
        />
        <WarningList warnings={warnings.get('lines') ?? []} />
      </PanelSection>
    </div>
  );
}

/** Enter goes to the next field, Escape leaves the fields so that single keys work again. */
function enterGoesOn(event: KeyboardEvent<HTMLDivElement>) {
  const { target, key, currentTarget } = event;
  if (!(target instanceof HTMLInputElement) || target.getAttribute('role') === 'combobox') return;
  if (key === 'Escape') target.blur();
  if (key !== 'Enter' || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const inputs = Array.from(currentTarget.querySelectorAll<HTMLElement>('input, select'));
  inputs[inputs.indexOf(target) + (event.shiftKey ? -1 : 1)]?.focus();
}
