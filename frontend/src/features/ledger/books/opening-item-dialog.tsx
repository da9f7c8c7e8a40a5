import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useContactChoices } from '@/api/contact-choices';
import { contactOptions } from '@/api/contacts';
import { useCurrency } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { Combobox } from '@/ui/combobox';
import { DateInput } from '@/ui/date-field';
import { Dialog } from '@/ui/dialog';
import { Field, SelectField, TextField } from '@/ui/field';
import { MoneyInput } from '@/ui/money-input';
import { currenciesWith } from '../editor/currencies';
import { type DraftItem, newKey } from './opening-draft';

interface ItemDialogProps {
  open: boolean;
  item: DraftItem | null;
  day: string;
  onKeep: (item: DraftItem) => void;
  onClose: () => void;
}

export default function ItemDialog({ open, item, day, onKeep, onClose }: ItemDialogProps) {
  const t = useT('books.items');
  const [round, setRound] = useState(0);
  const [last, setLast] = useState(item);
  return (
    <Dialog
      wide
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t(item ? 'editTitle' : 'addTitle')}
      text={t('addText')}
    >
      <ItemForm
        key={round}
        like={round > 0 ? last : null}
        item={item}
        day={day}
        onClose={onClose}
        onKeep={(kept, more) => {
          onKeep(kept);
          if (!more) return onClose();
          setLast(kept);
          setRound(round + 1);
        }}
      />
    </Dialog>
  );
}

interface ItemFormProps extends Omit<ItemDialogProps, 'open' | 'onKeep'> {
  /** The one before: the next is of the same kind and contact. */
  like: DraftItem | null;
  onKeep: (item: DraftItem, more: boolean) => void;
}

function ItemForm({ item, like, day, onKeep, onClose }: ItemFormProps) {
  const t = useT('books.items');
  const common = useT('common');
  const books = useCurrency();
  const base = item ?? like;
  const [direction, setDirection] = useState(base?.direction ?? 'sale');
  const [kind, setKind] = useState(item?.kind ?? 'invoice');
  const [contactId, setContactId] = useState<string | null>(base?.contact_id ?? null);
  const [number, setNumber] = useState(item?.number ?? '');
  const [issued, setIssued] = useState<string | null>(item?.issued_on ?? null);
  const [due, setDue] = useState<string | null>(item?.due_on ?? null);
  const [currency, setCurrency] = useState(base?.currency ?? books);
  const [amount, setAmount] = useState<string | null>(item?.amount ?? null);
  const [inBooks, setInBooks] = useState<string | null>(item?.amount_in_books ?? null);
  const [reference, setReference] = useState(item?.payment_reference ?? '');
  const chosen = useQuery({ ...contactOptions(contactId ?? ''), enabled: contactId !== null }).data;
  const { choices, ...search } = useContactChoices(direction === 'sale' ? 'customer' : 'supplier', chosen);
  const [tried, setTried] = useState(false);
  const abroad = currency !== books;
  const late = issued !== null && issued > day;
  const ready = contactId && chosen && number.trim() && issued && !late && amount && (!abroad || inBooks);

  const needed = (there: unknown) => (tried && !there ? t('needed') : undefined);

  function keep(more: boolean) {
    if (!ready) return setTried(true);
    onKeep(
      {
        key: item?.key ?? newKey(),
        direction,
        kind,
        contact_id: contactId,
        contact_name: chosen.name,
        number: number.trim(),
        issued_on: issued,
        due_on: due,
        currency,
        amount,
        amount_in_books: abroad ? inBooks : null,
        payment_reference: reference.trim() || null,
      },
      more,
    );
  }

  function send(event: FormEvent) {
    event.preventDefault();
    // A dialog stands in the tree of the page's form, which must not be sent with it.
    event.stopPropagation();
    keep(false);
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <SelectField
          label={t('whose')}
          value={direction}
          onChange={(event) => setDirection(event.target.value as DraftItem['direction'])}
        >
          <option value="sale">{t('ofCustomer')}</option>
          <option value="purchase">{t('ofSupplier')}</option>
        </SelectField>
        <SelectField
          label={t('kind')}
          value={kind}
          onChange={(event) => setKind(event.target.value as 'invoice' | 'credit_note')}
        >
          <option value="invoice">{t('invoice')}</option>
          <option value="credit_note">{t('creditNote')}</option>
        </SelectField>
        <Field label={t('contact')} hint={t('contactHint')} error={needed(contactId)}>
          {(ids) => (
            <Combobox
              id={ids.id}
              describedBy={ids['aria-describedby']}
              choices={choices}
              {...search}
              value={contactId}
              onChange={setContactId}
            />
          )}
        </Field>
        <TextField
          label={t('number')}
          hint={t('numberHint')}
          error={needed(number.trim())}
          value={number}
          maxLength={140}
          autoComplete="off"
          onChange={(event) => setNumber(event.target.value)}
        />
        <Field label={t('issuedOn')} error={late ? t('tooLate') : needed(issued)}>
          {(ids) => <DateInput {...ids} value={issued} onChange={setIssued} />}
        </Field>
        <Field label={t('dueOn')} hint={t('dueHint')}>
          {(ids) => <DateInput {...ids} value={due} onChange={setDue} />}
        </Field>
        <Field label={t('amount')} hint={t('amountHint')} error={needed(amount)}>
          {(ids) => <MoneyInput {...ids} value={amount} onChange={setAmount} />}
        </Field>
        <SelectField label={t('currency')} value={currency} onChange={(event) => setCurrency(event.target.value)}>
          {currenciesWith(currency).map((code) => (
            <option key={code}>{code}</option>
          ))}
        </SelectField>
        {abroad && (
          <Field label={t('inBooks', { currency: books })} hint={t('inBooksHint')} error={needed(inBooks)}>
            {(ids) => <MoneyInput {...ids} value={inBooks} onChange={setInBooks} />}
          </Field>
        )}
        <TextField
          label={t('reference')}
          value={reference}
          maxLength={140}
          autoComplete="off"
          onChange={(event) => setReference(event.target.value)}
        />
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        {!item && <Button onClick={() => keep(true)}>{t('keepAndNext')}</Button>}
        <Button type="submit" variant="primary">
          {t(item ? 'keep' : 'addOne')}
        </Button>
      </div>
    </form>
  );
}
