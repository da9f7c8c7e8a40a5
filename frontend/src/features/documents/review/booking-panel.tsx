import { TriangleAlert } from 'lucide-react';
import type { Booking, DocumentRead } from '@/api/gen/types.gen';
import { useCurrency } from '@/api/me';
import { openDay } from '@/api/open-day';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { formatDay } from '@/lib/dates';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { MoneyInput } from '@/ui/money-input';
import { PostingsTable } from '@/ui/postings-table';
import type { TypedRate } from '../queries';
import { AccountField } from './account-field';
import { BookedLines } from './booked-lines';
import { asText } from './read-fields';
import { RemarkList } from './remark-list';
import type { Place, Remarks } from './remarks';

interface BookingPanelProps {
  document: DocumentRead;
  booking: Booking | undefined;
  remarks: Remarks;
  /** The account chosen here and not saved yet, else the document's own. */
  accountCode: string | null;
  /** The same of the cost that was accrued, where the account is an accrual. */
  costAccount: string | null;
  outdated: boolean;
  rate: TypedRate;
  onRate: (rate: TypedRate) => void;
  onAccount: (code: string) => void;
  onCost: (code: string) => void;
  onActive: (place: Place) => void;
}

/** What will be posted on approval: the account to choose, and the entry as it would be. */
export function BookingPanel(props: BookingPanelProps) {
  const { document, booking, remarks, accountCode, costAccount, outdated, rate, onRate, onAccount, onCost, onActive } =
    props;
  const t = useT('review');
  const common = useT('common');
  const own = useCurrency();
  const currency = asText(document.fields.currency?.value) ?? own;
  const said = (place: Place) => remarks.at.get(place) ?? [];
  const askRate = currency !== own || said('exchange_rate').length > 0;
  return (
    <div className="flex flex-col gap-3">
      <div data-field="account_code">
        <AccountField
          label={t('costAccount')}
          value={accountCode ?? booking?.account_code ?? null}
          fallbackName={booking?.account_name ?? null}
          hint={said('account_code').length > 0 && <RemarkList remarks={said('account_code')} />}
          onChange={onAccount}
          onFocus={() => onActive('account_code')}
        />
      </div>
      {(booking?.cost_account || said('cost_account').length > 0) && (
        <div data-field="cost_account">
          <AccountField
            label={t('accruedCost')}
            value={costAccount ?? booking?.cost_account ?? null}
            fallbackName={null}
            hint={
              said('cost_account').length > 0 ? <RemarkList remarks={said('cost_account')} /> : t('accruedCostHint')
            }
            onChange={onCost}
            onFocus={() => onActive('cost_account')}
          />
        </div>
      )}
      {askRate && (
        <div data-field="exchange_rate">
          <Field
            label={t('exchangeRate', { currency, own })}
            hint={
              <>
                {rate.value === null && booking?.exchange_rate
                  ? t('exchangeRateKnown', { rate: booking.exchange_rate })
                  : t('exchangeRateHint', { currency, own })}
                <RemarkList remarks={said('exchange_rate')} />
              </>
            }
          >
            {(ids) => (
              <MoneyInput
                {...ids}
                cents={false}
                value={rate.value}
                onChange={(value) => onRate({ value, meant: false })}
                onFocus={() => onActive('exchange_rate')}
              />
            )}
          </Field>
          {(rate.meant || booking?.problems.some((one) => one.code === 'exchange_rate_unlikely')) && (
            <Checkbox
              checked={rate.meant}
              onChange={(meant) => onRate({ value: rate.value, meant })}
              label={common('rateMeant')}
            />
          )}
        </div>
      )}
      {booking && (
        <div className={`transition-opacity duration-150 ${outdated ? 'opacity-55' : ''}`}>
          {booking.lines.length > 1 && <BookedLines lines={booking.lines} />}
          {booking.postings.length > 0 && <PostingsTable postings={booking.postings} caption={t('preview')} />}
          <Blocked booking={booking} remarks={remarks} />
          <SupplierNote booking={booking} />
        </div>
      )}
    </div>
  );
}

/** That something is missing before this can be booked; what it is stands at its field, or here if it has none. */
function Blocked({ booking, remarks }: { booking: Booking; remarks: Remarks }) {
  const t = useT('review');
  const locale = useFormatLocale();
  const day = openDay(booking.problems);
  if (booking.problems.length === 0) return null;
  return (
    <div className="flex gap-2 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
      <TriangleAlert size={14} aria-hidden className="mt-0.5 shrink-0" />
      <div className="flex flex-col gap-1">
        {remarks.booking.length > 0 ? (
          remarks.booking.map((text) => <p key={text}>{text}</p>)
        ) : (
          <p>{t('notBookableYet')}</p>
        )}
        {day && <p>{t('lateHint', { day: formatDay(day, locale) })}</p>}
      </div>
    </div>
  );
}

function SupplierNote({ booking }: { booking: Booking }) {
  const t = useT('review');
  const { name, is_new } = booking.supplier;
  if (!name) return null;
  return (
    <p className="mt-2 text-sm text-muted">{is_new ? t('newSupplier', { name }) : t('knownSupplier', { name })}</p>
  );
}
