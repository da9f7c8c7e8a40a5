import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useContactChoices } from '@/api/contact-choices';
import { contactOptions } from '@/api/contacts';
import { begins, useBooksAccounts, useCountry, useCurrency } from '@/api/me';
import { tagChoicesOptions } from '@/api/tags';
import { useT } from '@/i18n/i18n';
import { Combobox } from '@/ui/combobox';
import { Field, SelectField, TextField } from '@/ui/field';
import { MoneyInput } from '@/ui/money-input';
import { TagShares } from '@/ui/tag-shares';
import { currenciesWith } from './currencies';
import { type DraftLine, gridsOf, isGrid } from './draft';

interface PostingDetailsProps {
  line: DraftLine;
  number: number;
  onChange: (change: Partial<DraftLine>) => void;
}

/** What few lines need: words of their own, whom it concerns, another currency, tags. */
export function PostingDetails({ line, number, onChange }: PostingDetailsProps) {
  const t = useT('books');
  const books = useCurrency();
  const accounts = useBooksAccounts();
  const ofCustomer = begins(line.account ?? '', accounts && [accounts.customers]);
  const tags = useQuery(tagChoicesOptions()).data;
  const chosen = useQuery({ ...contactOptions(line.contact ?? ''), enabled: Boolean(line.contact) }).data;
  const [grids, setGrids] = useState(line.grids.join(' '));
  const country = useCountry();
  const dutch = country === 'NL';
  const wrong = gridsOf(grids).some((grid) => !isGrid(grid, country));
  const { choices, ...search } = useContactChoices(ofCustomer ? 'customer' : 'supplier', chosen);
  return (
    <fieldset className="mt-3 mb-1 grid grid-cols-4 gap-3 rounded-md bg-bg/60 p-3 max-md:grid-cols-1">
      <legend className="sr-only">{t('moreOfLine', { number })}</legend>
      <div className="col-span-2 max-md:col-span-1">
        <TextField
          label={t('lineMemo')}
          value={line.memo}
          maxLength={300}
          autoComplete="off"
          onChange={(event) => onChange({ memo: event.target.value })}
        />
      </div>
      <div className="col-span-2 max-md:col-span-1">
        <Field label={t('contact')}>
          {(ids) => (
            <Combobox
              id={ids.id}
              choices={choices}
              {...search}
              value={line.contact}
              clearable
              placeholder={t('contactHint')}
              onChange={(contact) => onChange({ contact })}
            />
          )}
        </Field>
      </div>
      <SelectField
        label={t('currency')}
        value={line.currency ?? ''}
        onChange={(event) => onChange({ currency: event.target.value || null, rate: null })}
      >
        <option value="">{books}</option>
        {currenciesWith(line.currency)
          .filter((code) => code !== books)
          .map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
      </SelectField>
      {line.currency && (
        <Field label={t('rate', { currency: line.currency, books })} hint={t('rateHint')}>
          {(ids) => <MoneyInput {...ids} value={line.rate} cents={false} onChange={(rate) => onChange({ rate })} />}
        </Field>
      )}
      <TextField
        label={t(dutch ? 'gridsOfLineDutch' : 'gridsOfLine')}
        placeholder={dutch ? '+1a' : '+03'}
        hint={t(dutch ? 'gridsHintDutch' : 'gridsHint')}
        value={grids}
        autoComplete="off"
        onChange={(event) => {
          setGrids(event.target.value);
          onChange({ grids: gridsOf(event.target.value) });
        }}
        error={wrong ? t(dutch ? 'gridsWrongDutch' : 'gridsWrong') : undefined}
      />
      <div className="col-span-2 max-md:col-span-1">
        <TagShares tags={tags} shares={line.tags} onChange={(chosen) => onChange({ tags: chosen })} />
      </div>
    </fieldset>
  );
}
