import { useCurrency } from '@/api/me';
import { LANGUAGE_NAMES, LOCALES, useT } from '@/i18n/i18n';
import { type Day, today } from '@/lib/dates';
import { Checkbox } from '@/ui/checkbox';
import { DateInput } from '@/ui/date-field';
import { Field, SelectField, TextField } from '@/ui/field';
import { MoneyInput } from '@/ui/money-input';
import { type Draft, isFree } from './draft';
import type { Editor } from './use-editor';

interface HeadFieldsProps {
  editor: Editor;
  errors: Record<string, string>;
  /** The rate was refused as far from the known one: it may be meant. */
  unlikely?: boolean | undefined;
  /** What is made again and again has no days of its own. */
  dated?: boolean;
}

const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'DKK', 'NOK', 'PLN', 'CZK', 'CAD', 'AUD', 'JPY', 'CNY'];

/** That a rate is meant was said of it on its day. */
const ASKED_ANEW = { accept_exchange_rate: false };

/** Days, numbers and references; what is seldom needed stays folded. */
export function HeadFields({ editor, errors, unlikely = false, dated = true }: HeadFieldsProps) {
  const t = useT('editor');
  const common = useT('common');
  const books = useCurrency();
  const { draft, put } = editor;
  const bought = draft.direction === 'purchase';
  const quote = draft.kind === 'quote';
  const seldom = Boolean(
    draft.supplied_on || draft.internal_note || draft.currency !== books || draft.language || draft.series,
  );
  const currencies = CURRENCIES.includes(draft.currency) ? CURRENCIES : [draft.currency, ...CURRENCIES];
  const text = (
    name: 'number' | 'payment_reference' | 'order_reference' | 'original_number',
    label: string,
    hint?: string,
  ) => (
    <TextField
      label={label}
      name={name}
      hint={hint}
      maxLength={140}
      value={draft[name]}
      autoComplete="off"
      onChange={(event) => put({ [name]: event.target.value })}
      error={errors[name]}
    />
  );
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
        {bought && dated && text('number', t('theirNumber'))}
        {dated && (
          <DayField
            name="issued_on"
            label={t(quote ? 'quoteDate' : 'date')}
            placeholder={bought ? undefined : t('today')}
            {...{ editor, errors }}
          />
        )}
        {dated && !quote && (
          <DayField
            name="due_on"
            label={t('dueOn')}
            placeholder={t('byTerms')}
            hint={t('dueHint')}
            {...{ editor, errors }}
          />
        )}
        {dated && isFree(draft) && text('original_number', t('originalNumber'), t('originalHint'))}
        {dated && isFree(draft) && (
          <DayField name="original_issued_on" label={t('originalDate')} {...{ editor, errors }} />
        )}
        {dated && quote && <DayField name="valid_until" label={t('validUntil')} {...{ editor, errors }} />}
        {bought && dated && text('payment_reference', t('theirReference'))}
        {!bought && text('order_reference', t('orderReference'))}
      </div>
      <details open={seldom || undefined} className="group">
        <summary className="w-fit rounded text-sm font-medium text-muted hover:text-ink">{t('moreFields')}</summary>
        <div className="mt-3 grid grid-cols-2 gap-4 max-sm:grid-cols-1">
          {dated && !quote && <DayField name="supplied_on" label={t('suppliedOn')} {...{ editor, errors }} />}
          {!bought && (
            <SelectField
              label={t('language')}
              value={draft.language ?? ''}
              onChange={(event) => put({ language: (event.target.value || null) as Draft['language'] })}
            >
              <option value="">{t('theirLanguage')}</option>
              {LOCALES.map((one) => (
                <option key={one} value={one} lang={one}>
                  {LANGUAGE_NAMES[one]}
                </option>
              ))}
            </SelectField>
          )}
          {!bought && (
            <TextField
              label={t('series')}
              name="series"
              hint={t('seriesHint')}
              maxLength={8}
              value={draft.series}
              autoComplete="off"
              autoCapitalize="characters"
              onChange={(event) => put({ series: event.target.value.toUpperCase().replace(/[^A-Z]/g, '') })}
              error={errors.series}
            />
          )}
          <SelectField
            label={t('currency')}
            value={draft.currency}
            onChange={(event) => put({ currency: event.target.value, exchange_rate: null, ...ASKED_ANEW })}
          >
            {currencies.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </SelectField>
          {draft.currency !== books && (
            <Field
              label={t('exchangeRate')}
              hint={t('exchangeRateHint', { books, currency: draft.currency })}
              error={errors.exchange_rate}
            >
              {(ids) => (
                <MoneyInput
                  {...ids}
                  cents={false}
                  value={draft.exchange_rate}
                  onChange={(exchange_rate) => put({ exchange_rate, ...ASKED_ANEW })}
                />
              )}
            </Field>
          )}
          {draft.currency !== books && (unlikely || draft.accept_exchange_rate) && (
            <Checkbox
              checked={draft.accept_exchange_rate}
              onChange={(accept_exchange_rate) => put({ accept_exchange_rate })}
              label={common('rateMeant')}
            />
          )}
          <div className="col-span-full">
            <Text editor={editor} name="internal_note" label={t('internalNote')} />
          </div>
        </div>
      </details>
    </div>
  );
}

interface DayProps {
  editor: Editor;
  errors: Record<string, string>;
  name: 'issued_on' | 'due_on' | 'supplied_on' | 'valid_until' | 'original_issued_on';
  label: string;
  placeholder?: string | undefined;
  hint?: string;
}

function DayField({ editor, errors, name, label, placeholder, hint }: DayProps) {
  const counted: Day = name === 'issued_on' ? today() : (editor.draft.issued_on ?? today());
  return (
    <Field label={label} hint={hint} error={errors[name]}>
      {(ids) => (
        <DateInput
          {...ids}
          value={editor.draft[name]}
          onChange={(day) => editor.put({ [name]: day, ...(name === 'issued_on' && ASKED_ANEW) })}
          countFrom={counted}
          {...(placeholder && { placeholder })}
        />
      )}
    </Field>
  );
}

interface TextProps {
  editor: Editor;
  name: 'note' | 'internal_note';
  label: string;
  hint?: string;
}

/** A few sentences: on the paper, or for the team. */
export function Text({ editor, name, label, hint }: TextProps) {
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <textarea
          {...ids}
          rows={2}
          maxLength={2000}
          value={editor.draft[name]}
          onChange={(event) => editor.put({ [name]: event.target.value })}
          className="block w-full rounded-md border border-edge bg-surface px-2.5 py-2 max-md:text-lg"
        />
      )}
    </Field>
  );
}
