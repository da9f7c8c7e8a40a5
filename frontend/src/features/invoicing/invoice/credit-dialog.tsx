import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { InvoiceShown, LineRead } from '@/api/gen/types.gen';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { formatRate, isZero, less, trimmed } from '@/lib/money';
import { toast } from '@/lib/toasts';
import { Amount } from '@/ui/amount';
import { Checkbox } from '@/ui/checkbox';
import { Dialog } from '@/ui/dialog';
import { MoneyInput } from '@/ui/money-input';
import { OptionCards } from '@/ui/option-cards';
import { TextAreaField } from '@/ui/text-area-field';
import { useCredit } from '../mutations';
import type { DeedDialogProps } from './deed-dialog';
import { DeedFoot } from './deed-foot';

export default function CreditDialog({ open, onClose, invoice }: DeedDialogProps) {
  const t = useT('invoices');
  return (
    <Dialog
      wide
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t('creditTitle', { number: invoice.number ?? '' })}
      text={t(textFor(invoice))}
    >
      <CreditForm onClose={onClose} invoice={invoice} />
    </Dialog>
  );
}

/** What was booked elsewhere has no lines here to take back. */
function textFor({ opened_on, direction }: InvoiceShown) {
  if (opened_on) return 'creditOpenedText';
  return direction === 'sale' ? 'creditText' : 'creditPurchaseText';
}

/** All of it, or some lines with how many of each. */
function CreditForm({ onClose, invoice }: Omit<DeedDialogProps, 'open'>) {
  const t = useT('invoices');
  const navigate = useNavigate();
  const credit = useCredit();
  const elsewhere = Boolean(invoice.opened_on);
  const sale = invoice.direction === 'sale' && !elsewhere;
  const [part, setPart] = useState<'all' | 'lines'>('all');
  const [quantities, setQuantities] = useState<Record<string, string>>({});
  const [reason, setReason] = useState('');
  const [draftFirst, setDraftFirst] = useState(false);
  const { byField, rest } = useFormErrors(credit.error, ['reason']);
  const lines = Object.entries(quantities).map(([line_id, quantity]) => ({ line_id, quantity }));

  function send(event: FormEvent) {
    event.preventDefault();
    const asked = {
      lines: part === 'lines' ? lines : null,
      reason: reason.trim() || null,
      ...(sale && { as_draft: draftFirst }),
    };
    credit.mutate(
      { id: invoice.id, version: invoice.version, asked },
      {
        onSuccess: (note) => {
          onClose();
          const params = { invoiceId: note.id };
          if (note.status === 'draft') return void navigate({ to: '/invoices/$invoiceId/edit', params });
          toast({ tone: 'done', title: t('creditedToast', { number: note.number ?? '' }) });
          void navigate({ to: '/invoices/$invoiceId', params });
        },
      },
    );
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      {!elsewhere && (
        <OptionCards
          legend={t('creditWhat')}
          value={part}
          onChange={setPart}
          options={[
            {
              value: 'all',
              label: t('creditAll'),
              hint: t(isZero(invoice.credited_amount) ? 'creditAllHint' : 'creditRestHint'),
            },
            { value: 'lines', label: t('creditLines'), hint: t('creditLinesHint') },
          ]}
        />
      )}
      {part === 'lines' && <Lines invoice={invoice} quantities={quantities} onChange={setQuantities} />}
      <TextAreaField
        label={t('creditReason')}
        hint={t('creditReasonHint')}
        error={byField.reason}
        rows={2}
        maxLength={1000}
        value={reason}
        onChange={setReason}
      />
      {sale && (
        <Checkbox checked={draftFirst} onChange={setDraftFirst} label={t('creditDraft')} hint={t('creditDraftHint')} />
      )}
      <DeedFoot
        messages={rest}
        confirm={t(sale && !draftFirst ? 'creditNow' : 'creditAsDraft')}
        busy={credit.isPending}
        disabled={part === 'lines' && lines.length === 0}
        onClose={onClose}
      />
    </form>
  );
}

interface LinesProps {
  invoice: InvoiceShown;
  quantities: Record<string, string>;
  onChange: (quantities: Record<string, string>) => void;
}

/** How many of a line no credit note took back yet. */
const leftOf = (line: LineRead) => trimmed(less(line.quantity, line.credited_quantity));

function Lines({ invoice, quantities, onChange }: LinesProps) {
  const t = useT('invoices');
  return (
    <ul aria-label={t('creditLines')} className="rounded-md border border-line">
      {invoice.lines.map((line) => {
        const taken = quantities[line.id];
        const left = leftOf(line);
        return (
          <li key={line.id} className="flex items-center gap-3 border-b border-line px-3 py-2 last:border-0">
            <div className="min-w-0 flex-1">
              <Checkbox
                checked={taken !== undefined}
                disabled={isZero(left)}
                onChange={(on) => {
                  const { [line.id]: _left, ...others } = quantities;
                  onChange(on ? { ...others, [line.id]: left } : others);
                }}
                label={line.description}
                hint={<LineHint line={line} left={left} currency={invoice.currency} />}
              />
            </div>
            {taken !== undefined && (
              <div className="w-24">
                <MoneyInput
                  label={t('creditQuantity', { line: line.description })}
                  cents={false}
                  value={taken}
                  onChange={(quantity) => onChange({ ...quantities, [line.id]: quantity ?? left })}
                />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What the line came to and, where some of it was credited, how much is left. */
function LineHint({ line, left, currency }: { line: LineRead; left: string; currency: string }) {
  const t = useT('invoices');
  const locale = useFormatLocale();
  const shown = (quantity: string) => formatRate(quantity, locale);
  const whole = isZero(line.credited_quantity);
  return (
    <>
      <Amount value={line.net_amount} currency={currency} />
      {!whole && ' · '}
      {!whole &&
        (isZero(left)
          ? t('creditedAlready')
          : t('creditLeft', { left: shown(left), all: shown(trimmed(line.quantity)) }))}
    </>
  );
}
