import { Plus, X } from 'lucide-react';
import { useAccountChoices } from '@/api/accounts';
import { useT } from '@/i18n/i18n';
import { Button, IconButton } from '@/ui/button';
import { Combobox } from '@/ui/combobox';
import { INPUT } from '@/ui/field-look';
import { ContactOf } from '../contact-of';
import { useBearsVat, VatIn } from '../vat-in';
import { type DraftShare, unshared } from './rule-draft';

interface RuleSharesProps {
  shares: readonly DraftShare[];
  onChange: (shares: readonly DraftShare[]) => void;
}

/** To which accounts the amount goes, and how much of it; together it is a hundred. */
export function RuleShares({ shares, onChange }: RuleSharesProps) {
  const t = useT('banking');
  const { choices, found, searching, onSearch } = useAccountChoices();
  const rest = unshared(shares);
  const bearsVat = useBearsVat();
  const change = (place: number, by: Partial<DraftShare>) =>
    onChange(shares.map((share, at) => (at === place ? { ...share, ...by } : share)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 text-sm font-semibold">{t('goesTo')}</legend>
      {shares.map((share, place) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a share is its place
          key={place}
          className="flex flex-wrap items-center gap-2"
        >
          <span className="min-w-48 flex-1">
            <Combobox
              label={t('accountOfShare', { number: place + 1 })}
              choices={choices}
              found={found}
              searching={searching}
              onSearch={onSearch}
              value={share.code}
              onChange={(code) => change(place, { code, vat: bearsVat(code) ? share.vat : null })}
              placeholder={t('ledgerAccountFind')}
            />
          </span>
          <input
            aria-label={t('percentOfShare', { number: place + 1 })}
            inputMode="decimal"
            value={share.percent}
            autoComplete="off"
            onChange={(event) => change(place, { percent: event.target.value })}
            className={`${INPUT} num w-20!`}
          />
          <span aria-hidden className="text-muted">
            %
          </span>
          <VatIn
            label={t('vatOfShare', { number: place + 1 })}
            code={share.code}
            value={share.vat}
            onChange={(vat) => change(place, { vat })}
          />
          <ContactOf
            label={t('contactOfShare', { number: place + 1 })}
            code={share.code}
            value={share.contact}
            onChange={(contact) => change(place, { contact })}
          />
          {shares.length > 1 && (
            <IconButton
              label={t('removePart')}
              icon={X}
              onClick={() => onChange(shares.filter((_, at) => at !== place))}
            />
          )}
        </div>
      ))}
      <div className="flex items-center justify-between gap-3">
        <Button
          size="sm"
          variant="quiet"
          icon={Plus}
          onClick={() =>
            onChange([
              ...shares,
              { code: null, percent: rest && Number(rest) > 0 ? rest : '', vat: null, contact: null },
            ])
          }
        >
          {t('addPart')}
        </Button>
        {rest !== '0' && (
          <p role="status" className="text-sm text-warn">
            {rest === null ? t('lack.shares') : t('unshared', { percent: rest })}
          </p>
        )}
      </div>
    </fieldset>
  );
}
