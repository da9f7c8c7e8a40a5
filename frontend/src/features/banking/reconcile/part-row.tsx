import { X } from 'lucide-react';
import { useAccountChoices } from '@/api/accounts';
import type { BankLineRead } from '@/api/gen/types.gen';
import { useBooksAccounts, useCurrency } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { isNegative, isZero } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { Button, IconButton } from '@/ui/button';
import { Combobox } from '@/ui/combobox';
import { Field } from '@/ui/field';
import { INPUT } from '@/ui/field-look';
import { MoneyInput } from '@/ui/money-input';
import { ContactOf } from '../contact-of';
import { useBearsVat, VatIn } from '../vat-in';
import { type AccountPart, type DraftPart, type ItemPart, type Settlement, settle, unpaid } from './draft';
import { ExchangeResult } from './exchange-result';

interface PartRowProps {
  part: DraftPart;
  line: BankLineRead;
  onChange: (part: DraftPart) => void;
  /** Where one part becomes two. */
  onReplace: (change: (parts: readonly DraftPart[]) => DraftPart[]) => void;
  onRemove: () => void;
}

/** One part of a line: an open item that it settles, or an account of the books. */
export function PartRow(props: PartRowProps) {
  const t = useT('banking');
  const { part, onRemove } = props;
  return (
    <li className="flex items-start gap-2 rounded-md border border-line px-3 py-2">
      <div className="min-w-0 flex-1">
        {part.type === 'account' ? <AccountFields {...props} part={part} /> : <ItemFields {...props} part={part} />}
      </div>
      <IconButton label={t('removePart')} icon={X} onClick={onRemove} />
    </li>
  );
}

function AccountFields({ part, line, onChange }: PartRowProps & { part: AccountPart }) {
  const t = useT('banking');
  const currency = useCurrency();
  const bearsVat = useBearsVat();
  const asksVat = bearsVat(part.code) && line.currency === currency;
  const { choices, found, searching, onSearch } = useAccountChoices();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_10rem] gap-2">
      <Field label={t('ledgerAccount')}>
        {(ids) => (
          <Combobox
            id={ids.id}
            choices={choices}
            found={found}
            searching={searching}
            onSearch={onSearch}
            value={part.code}
            onChange={(code) => onChange({ ...part, code, vat: bearsVat(code) ? part.vat : null })}
            placeholder={t('ledgerAccountFind')}
          />
        )}
      </Field>
      <Field label={t('amount')}>
        {(ids) => <MoneyInput {...ids} value={part.amount} onChange={(amount) => onChange({ ...part, amount })} />}
      </Field>
      <input
        aria-label={t('memo')}
        placeholder={t('memo')}
        value={part.memo}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => onChange({ ...part, memo: event.target.value })}
        className={`${INPUT} ${asksVat ? '' : 'col-span-2'}`}
      />
      {asksVat && (
        <VatIn label={t('vatIn')} code={part.code} value={part.vat} onChange={(vat) => onChange({ ...part, vat })} />
      )}
      <ContactOf
        label={t('contact')}
        code={part.code}
        value={part.contact}
        onChange={(contact) => onChange({ ...part, contact })}
      />
    </div>
  );
}

function ItemFields({ part, line, onChange, onReplace }: PartRowProps & { part: ItemPart }) {
  const t = useT('banking');
  const abroad = part.currency !== line.currency;
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="min-w-0">
          <span className="font-medium">{part.number || t(`itemTypes.${part.type}`)}</span>{' '}
          <span className="text-muted">{part.name}</span>
        </span>
        <span className="num text-sm text-muted">
          {part.type !== 'payment' && t('openOf')} <Amount value={part.open} currency={part.currency} />
        </span>
      </div>
      {part.type === 'invoice' && (
        <div className="mt-1.5 grid grid-cols-2 gap-2">
          <Field label={abroad ? `${t('paid')} (${part.currency})` : t('paid')}>
            {(ids) => <MoneyInput {...ids} value={part.amount} onChange={(amount) => onChange({ ...part, amount })} />}
          </Field>
          {abroad && (
            <Field label={`${t('ofLine')} (${line.currency})`}>
              {(ids) => (
                <MoneyInput
                  {...ids}
                  value={part.lineAmount}
                  onChange={(lineAmount) => onChange({ ...part, lineAmount })}
                />
              )}
            </Field>
          )}
        </div>
      )}
      {part.type === 'invoice' && <ExchangeResult part={part} line={line} />}
      {part.type === 'invoice' && <Short part={part} onReplace={onReplace} />}
    </>
  );
}

const WAYS: readonly Settlement[] = ['open', 'discount', 'fee', 'write_off'];

/** What is short of the invoice, and what becomes of it. */
function Short({ part, onReplace }: Pick<PartRowProps, 'onReplace'> & { part: ItemPart }) {
  const t = useT('banking');
  const bankCosts = useBooksAccounts()?.bank_costs ?? null;
  const short = unpaid({ ...part, discount: '0.00', writeOff: '0.00' });
  if (isZero(short) || isNegative(short)) return null;
  const now: Settlement = !isZero(part.discount) ? 'discount' : !isZero(part.writeOff) ? 'write_off' : 'open';
  return (
    <fieldset className="mt-2">
      <legend className="mb-1 text-sm text-muted">
        {t('short')} <Amount value={short} currency={part.currency} />
      </legend>
      <div className="flex flex-wrap gap-1.5">
        {WAYS.map((way) => (
          <Button
            key={way}
            size="sm"
            variant={way === now ? 'primary' : 'secondary'}
            aria-pressed={way === now}
            onClick={() => onReplace((parts) => settle(parts, part.key, way, bankCosts))}
          >
            {t(`ways.${way}`)}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
