import type { KeyboardEvent, RefObject } from 'react';
import type { Booking, DocumentRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { SelectField } from '@/ui/field';
import type { DocumentKind } from '../document-types';
import type { TypedRate } from '../queries';
import type { Autosave } from './autosave';
import { BookingPanel } from './booking-panel';
import { FieldRow } from './field-row';
import { LinesTable } from './lines-table';
import { PanelSection } from './panel-section';
import { Provenance } from './provenance';
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
import { RemarkList } from './remark-list';
import type { Place, Remarks } from './remarks';
import { VatTable } from './vat-table';

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
  remarks: Remarks;
  booking: Booking | undefined;
  /** The booking shown is of what was typed before. */
  outdated: boolean;
  rate: TypedRate;
  onRate: (rate: TypedRate) => void;
  onActive: (place: Place) => void;
  panel: RefObject<HTMLDivElement | null>;
}

/** Everything that was read, ready to correct, and what will be booked from it. */
export function FieldPanel(props: FieldPanelProps) {
  const { document, autosave, remarks, booking, outdated, rate, onRate, onActive, panel } = props;
  const t = useT('review');
  const { overlay, change, errors } = autosave;
  const current = (name: FieldName) =>
    overlay.fields && name in overlay.fields ? overlay.fields[name] : fieldOf(document, name)?.value;
  const breakdown = fieldOf(document, 'vat_breakdown');
  const save = (name: FieldName, value: unknown) => change({ fields: { [name]: value } });
  const said = (place: Place) => remarks.at.get(place) ?? [];

  const row = (name: SimpleField) => (
    <div key={name} className={HALF.has(name) ? '' : 'col-span-2'}>
      <FieldRow
        name={name}
        read={fieldOf(document, name)}
        value={current(name)}
        remarks={said(name)}
        doubtful={remarks.doubtful.includes(name)}
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
            {group.key === 'document' &&
              CUSTOMER_FIELDS.filter((name) => fieldOf(document, name) || remarks.at.has(name)).map(row)}
          </div>
          {group.key === 'amounts' && (
            <div className="mt-4">
              <h3 className="mb-2 flex items-baseline justify-between gap-2 text-sm font-medium">
                {t('vatByRate')}
                {breakdown && <Provenance read={breakdown} />}
              </h3>
              <VatTable
                rows={asVatRows(current('vat_breakdown'))}
                account={overlay.account_code ?? document.account_code ?? booking?.account_code ?? null}
                booked={booking?.lines ?? []}
                doubtful={remarks.doubtful.includes('vat_breakdown')}
                onActive={() => onActive('vat_breakdown')}
                onChange={(rows) => save('vat_breakdown', rows)}
              />
              <RemarkList remarks={said('vat_breakdown')} />
            </div>
          )}
        </PanelSection>
      ))}
      <PanelSection title={t('booking')}>
        <BookingPanel
          document={document}
          booking={booking}
          remarks={remarks}
          accountCode={overlay.account_code ?? document.account_code}
          costAccount={overlay.cost_account ?? document.cost_account}
          outdated={outdated}
          rate={rate}
          onRate={onRate}
          onAccount={(account_code) => change({ account_code })}
          onCost={(cost_account) => change({ cost_account })}
          onActive={onActive}
        />
      </PanelSection>
      <PanelSection
        title={t('lines')}
        count={asLineRows(current('lines')).length}
        closed={!remarks.doubtful.includes('lines')}
      >
        <LinesTable
          rows={asLineRows(current('lines'))}
          onActive={() => onActive('lines')}
          onChange={(rows) => save('lines', rows)}
        />
        <RemarkList remarks={said('lines')} />
      </PanelSection>
    </div>
  );
}

/** Enter goes to the next field, Shift+Enter to the one before. */
function enterGoesOn(event: KeyboardEvent<HTMLDivElement>) {
  const { target, key, currentTarget } = event;
  if (!(target instanceof HTMLInputElement) || target.getAttribute('role') === 'combobox') return;
  if (key !== 'Enter' || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const inputs = Array.from(currentTarget.querySelectorAll<HTMLElement>('input, select'));
  inputs[inputs.indexOf(target) + (event.shiftKey ? -1 : 1)]?.focus();
}
