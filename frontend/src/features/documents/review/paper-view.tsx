import { Code } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DocumentRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import { asLineRows, asText, asVatRows, type FieldName, fieldOf } from './read-fields';
import type { Place } from './remarks';

interface PaperViewProps {
  document: DocumentRead;
  active: Place | null;
  onPick: (field: FieldName) => void;
}

/** An electronic invoice has no page: its content laid out as one, so that it is checked the same way. */
export function PaperView({ document, active, onPick }: PaperViewProps) {
  const t = useT('review');
  const fieldName = useT('field');
  const text = (name: FieldName) => asText(fieldOf(document, name)?.value);
  const currency = text('currency') ?? 'EUR';
  const spot = (name: FieldName, content: ReactNode, look = '') =>
    (text(name) || name === 'lines' || name === 'vat_breakdown') && (
      <button
        type="button"
        aria-label={`${fieldName(name)}: ${text(name) ?? ''}`}
        aria-pressed={active === name}
        onClick={() => onPick(name)}
        className={`-mx-1 min-h-6 rounded px-1 text-left hover:bg-accent-soft aria-pressed:bg-accent-soft aria-pressed:ring-2 aria-pressed:ring-accent ${look}`}
      >
        {content}
      </button>
    );
  const lines = asLineRows(fieldOf(document, 'lines')?.value);
  return (
    <section aria-label={t('pages')} className="scroll-slim min-h-0 overflow-auto bg-sunken p-4">
      <div className="mx-auto flex max-w-3xl flex-col gap-6 rounded border border-line bg-surface p-8 max-md:p-5">
        <p className="flex items-center gap-2 text-sm text-muted">
          <Code size={15} aria-hidden className="shrink-0" /> {t('electronic')}
        </p>
        <div className="flex flex-wrap justify-between gap-6">
          <div className="flex flex-col items-start gap-0.5">
            {spot('supplier_name', text('supplier_name'), 'text-lg font-semibold')}
            {spot('supplier_address', text('supplier_address'), 'text-muted')}
            {spot('supplier_vat_number', text('supplier_vat_number'), 'text-muted')}
            {spot('supplier_iban', text('supplier_iban'), 'figures text-muted')}
          </div>
          <div className="flex flex-col items-end gap-0.5 max-md:items-start">
            {spot('invoice_number', text('invoice_number'), 'text-lg font-semibold')}
            {spot('issue_date', <DateText day={text('issue_date')} />)}
            {spot('due_date', <DateText day={text('due_date')} />, 'text-muted')}
          </div>
        </div>
        <div className="flex flex-col items-start gap-0.5">
          {spot('customer_name', text('customer_name'))}
          {spot('customer_vat_number', text('customer_vat_number'), 'text-muted')}
        </div>
        {lines.length > 0 && (
          <table className="w-full text-sm">
            <caption className="sr-only">{t('lines')}</caption>
            <thead>
              <tr className="border-b border-line text-muted">
                <th scope="col" className="py-1.5 text-left font-medium">
                  {t('lineHead.description')}
                </th>
                <th scope="col" className="num py-1.5 font-medium">
                  {t('lineHead.quantity')}
                </th>
                <th scope="col" className="num py-1.5 font-medium">
                  {t('lineHead.vat_rate')}
                </th>
                <th scope="col" className="num py-1.5 font-medium">
                  {t('lineHead.net_amount')}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own
                <tr key={index} className="border-b border-line">
                  <td className="py-1.5 pr-3">{line.description ?? '–'}</td>
                  <td className="num py-1.5">{line.quantity ?? '–'}</td>
                  <td className="num py-1.5">{line.vat_rate ? `${line.vat_rate}%` : '–'}</td>
                  <td className="num py-1.5">
                    <Amount value={line.net_amount} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <dl className="ml-auto flex w-full max-w-xs flex-col gap-1">
          <Total label={fieldName('net_amount')}>{spot('net_amount', <Amount value={text('net_amount')} />)}</Total>
          {asVatRows(fieldOf(document, 'vat_breakdown')?.value).map((row) => (
            <Total key={`${row.rate}${row.base}`} label={t('vatAt', { rate: row.rate ?? '–' })}>
              <Amount value={row.amount} />
            </Total>
          ))}
          <Total label={fieldName('total_amount')} strong>
            {spot('total_amount', <Amount value={text('total_amount')} currency={currency} />)}
          </Total>
        </dl>
        {spot('payment_reference', text('payment_reference'), 'figures self-start')}
      </div>
    </section>
  );
}

function Total({ label, strong = false, children }: { label: string; strong?: boolean; children: ReactNode }) {
  return (
    <div className={`flex justify-between ${strong ? 'border-t border-line pt-1 text-lg font-semibold' : ''}`}>
      <dt className={strong ? '' : 'text-muted'}>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
