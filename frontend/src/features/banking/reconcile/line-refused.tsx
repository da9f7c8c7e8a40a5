import { Link } from '@tanstack/react-router';
import type { BankLineRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Checkbox } from '@/ui/checkbox';
import { DateInput } from '@/ui/date-field';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { type Told, useSay } from '../use-say';
import { keepTerms, useTerms } from './drafts';

/** Where a day is opened again, by what refused it. */
const OPENED_AT = {
  period_locked: { to: '/books/locks', label: 'toLocks' },
  year_closed: { to: '/books/years', label: 'toYears' },
} as const;

/** Why the line was not booked, beside it, with what can be done about it. */
export function LineRefused({ line, told }: { line: BankLineRead; told: Told }) {
  const t = useT('banking');
  const say = useSay();
  const { on, differs } = useTerms(line.id);
  const opened = OPENED_AT[told.code as keyof typeof OPENED_AT];
  return (
    <div className="border-b border-line px-4 py-3">
      <Notice
        alert
        tone="warn"
        title={say(told)}
        action={
          opened && (
            <Link to={opened.to} className="rounded font-medium underline underline-offset-2">
              {t(opened.label)}
            </Link>
          )
        }
      >
        <p>{t('refusedText')}</p>
        {told.code === 'exchange_difference_too_large' && (
          <div className="mt-2 text-ink">
            <Checkbox
              checked={differs}
              onChange={(meant) => keepTerms(line.id, { differs: meant })}
              label={t('exchangeMeant')}
            />
          </div>
        )}
        {opened && (
          <div className="mt-2 w-64 text-ink max-sm:w-full">
            <Field label={t('bookOn')} hint={t('bookOnHint')}>
              {(ids) => (
                <DateInput
                  {...ids}
                  value={on ?? line.booked_on}
                  countFrom={line.booked_on}
                  onChange={(day) => keepTerms(line.id, { on: day === line.booked_on ? null : day })}
                />
              )}
            </Field>
          </div>
        )}
      </Notice>
    </div>
  );
}
