import { ChevronDown, Tag, X } from 'lucide-react';
import { memo, type ReactNode, useRef, useState } from 'react';
import type { TreatmentRead } from '@/api/gen/types.gen';
import { useProblemText } from '@/api/problem-text';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { formatRate } from '@/lib/money';
import { leadToUnreadable } from '@/lib/unreadable';
import { Amount } from '@/ui/amount';
import { IconButton } from '@/ui/button';
import { TextField } from '@/ui/field';
import { INPUT } from '@/ui/field-look';
import { MoneyInput } from '@/ui/money-input';
import type { Direction } from '../invoice-types';
import { AccountCell } from './account-cell';
import { isBlank, type Line } from './draft';
import { LineTags } from './line-tags';
import { pastedLines } from './lines';
import type { LineAnswer } from './use-totals';
import { VatCell } from './vat-cell';

export const GRID =
  'grid grid-cols-[minmax(0,1fr)_5rem_7rem_4.5rem_8.5rem_10.5rem_6.5rem_4rem] gap-2 max-lg:grid-cols-6 max-lg:gap-x-3';

interface LineRowProps {
  line: Line;
  number: number;
  direction: Direction;
  treatments: readonly TreatmentRead[];
  answer: LineAnswer | undefined;
  stale: boolean;
  /** What the server said when it was saved, and what is missing. */
  errors: readonly string[];
  onChange: (key: string, change: Partial<Line>) => void;
  onRemove: (key: string) => void;
  onPaste: (key: string, lines: Line[]) => void;
}

/** One line: what, how many, at which price, and how it is taxed and booked. */
export const LineRow = memo(function LineRow(props: LineRowProps) {
  const { line, number, direction, treatments, answer, stale, errors, onChange, onRemove, onPaste } = props;
  const t = useT('editor');
  const say = useProblemText();
  const locale = useFormatLocale();
  const [open, setOpen] = useState(false);
  const fold = useRef<HTMLDivElement>(null);
  const problems = isBlank(line) ? [] : (answer?.problems ?? []);
  const wrong = (field: string) => problems.some((one) => one.field?.endsWith(field));
  const put = (change: Partial<Line>) => onChange(line.key, change);
  const said = [...new Set([...errors, ...problems.map((one) => say(one))])];
  const ofCost = Boolean(line.cost_account ?? answer?.total?.cost_account) || wrong('cost_account');
  const deductible = answer?.total?.deductible_percent;
  const point = formatRate('0.5', locale).charAt(1);
  const cell = 'min-w-0';
  return (
    <li data-line={line.key} className="border-b border-line px-3 py-2 last:border-0">
      <div className={GRID}>
        <div data-col="description" className={`${cell} max-lg:col-span-6`}>
          <textarea
            aria-label={t('cell.description', { row: number })}
            aria-invalid={errors.length > 0 && !line.description.trim()}
            rows={1}
            maxLength={1000}
            value={line.description}
            placeholder={t('whatIsIt')}
            onChange={(event) => put({ description: event.target.value })}
            onPaste={(event) => {
              const made = pastedLines(event.clipboardData.getData('text/plain'), locale, line);
              if (!made) return;
              event.preventDefault();
              onPaste(line.key, made);
            }}
            className={`${INPUT} block field-sizing-content h-auto min-h-9 resize-none py-[0.4rem] leading-snug`}
          />
        </div>
        <div data-col="quantity" className={`${cell} max-lg:col-span-2`}>
          <Narrow>{t('head.quantity')}</Narrow>
          <MoneyInput
            label={t('cell.quantity', { row: number })}
            cents={false}
            value={line.quantity}
            onChange={(quantity) => put({ quantity: quantity ?? '1' })}
          />
        </div>
        <div data-col="unit_price" className={`${cell} max-lg:col-span-2`}>
          <Narrow>{t('head.unit_price')}</Narrow>
          <MoneyInput
            label={t('cell.unit_price', { row: number })}
            value={line.unit_price}
            onChange={(unit_price) => put({ unit_price })}
          />
        </div>
        <div data-col="discount_percent" className={`${cell} max-lg:col-span-2`}>
          <Narrow>{t('head.discount_percent')}</Narrow>
          <MoneyInput
            label={t('cell.discount_percent', { row: number })}
            cents={false}
            value={line.discount_percent === '0' ? null : line.discount_percent}
            onChange={(discount) => put({ discount_percent: discount ?? '0' })}
          />
        </div>
        <div data-col="vat" className={`${cell} max-lg:col-span-3`}>
          <Narrow>{t('head.vat')}</Narrow>
          <VatCell
            label={t('cell.vat', { row: number })}
            line={line}
            direction={direction}
            treatments={treatments}
            total={answer?.total}
            invalid={wrong('vat_rate') || wrong('treatment')}
            onChange={put}
          />
        </div>
        <div data-col="account_code" className={`${cell} max-lg:col-span-3`}>
          <Narrow>{t('head.account')}</Narrow>
          <AccountCell
            label={t('cell.account', { row: number })}
            value={line.account_code}
            proposed={answer?.total?.account_code}
            invalid={wrong('account_code')}
            onChange={(account_code) => put({ account_code, cost_account: null, deductible_percent: null })}
          />
        </div>
        <p
          className={`num flex h-9 items-center justify-end font-medium transition-opacity max-lg:col-span-4 max-lg:justify-start ${stale ? 'opacity-60' : ''}`}
        >
          <span className="sr-only">{t('cell.net', { row: number })}</span>
          {!isBlank(line) && answer?.total && <Amount value={answer.total.net_amount} />}
        </p>
        <div className="flex items-center justify-end max-lg:col-span-2">
          <IconButton
            label={t('details', { row: number })}
            icon={line.tags.length > 0 && !open ? Tag : ChevronDown}
            aria-expanded={open}
            onClick={() => setOpen(!open || leadToUnreadable(fold.current))}
            className={open ? 'rotate-180' : ''}
          />
          <IconButton label={t('removeLine', { row: number })} icon={X} onClick={() => onRemove(line.key)} />
        </div>
      </div>
      {ofCost && (
        <div
          data-col="cost_account"
          className="mt-2 flex max-w-md items-center gap-x-3 max-lg:flex-col max-lg:items-stretch"
        >
          <span aria-hidden className="mb-0.5 shrink-0 text-xs text-muted lg:mb-0">
            {t('head.cost_account')}
          </span>
          <div className="min-w-0 grow">
            <AccountCell
              label={t('cell.cost_account', { row: number })}
              value={line.cost_account}
              proposed={answer?.total?.cost_account ?? undefined}
              invalid={wrong('cost_account')}
              empty={t('chooseCost')}
              onChange={(cost_account) => put({ cost_account, deductible_percent: null })}
            />
          </div>
        </div>
      )}
      {open && (
        <div ref={fold} className="mt-2 grid max-w-3xl animate-appear grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
          <TextField
            label={t('unit')}
            value={line.unit}
            maxLength={20}
            placeholder={t('unitExample')}
            onChange={(event) => put({ unit: event.target.value })}
          />
          {direction === 'purchase' && (
            <TextField
              label={t('deductible')}
              inputMode="decimal"
              value={line.deductible_percent?.replace('.', point) ?? ''}
              placeholder={deductible ? formatRate(deductible, locale) : ''}
              hint={t('deductibleHint')}
              onChange={(event) => {
                const typed = event.target.value.replace(',', '.').replace(/[^\d.]/g, '');
                put({ deductible_percent: typed || null });
              }}
            />
          )}
          <LineTags tags={line.tags} onChange={(tags) => put({ tags })} />
        </div>
      )}
      {said.map((message) => (
        <p key={message} role="status" className="mt-1 text-sm text-neg">
          {message}
        </p>
      ))}
    </li>
  );
});

/** What a field is, where the columns have no heading above them; those who hear the page hear it from the field. */
function Narrow({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden className="mb-0.5 block truncate text-xs text-muted lg:hidden">
      {children}
    </span>
  );
}
