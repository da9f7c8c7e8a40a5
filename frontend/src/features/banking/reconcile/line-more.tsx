import { Link } from '@tanstack/react-router';
import type { BankLineFull } from '@/api/gen/types.gen';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import { Fact } from '@/ui/fact';
import { insideOf, notesOf, wordsOf } from './line-details';

/** Whatever else the bank said, and the file that said it. */
export function LineMore({ line }: { line: BankLineFull }) {
  const t = useT('banking');
  const locale = useFormatLocale();
  const inside = insideOf(line.details);
  return (
    <details className="border-t border-line px-4 py-2.5 text-sm" open={inside.length > 0 || undefined}>
      <summary className="cursor-pointer text-muted">{t('more')}</summary>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <Fact label={t('valueDay')}>
          <DateText day={line.value_on} />
        </Fact>
        {line.counterparty_account && <Fact label={t('otherAccount')}>{line.counterparty_account}</Fact>}
        {line.bank_id && <Fact label={t('bankId')}>{line.bank_id}</Fact>}
        {wordsOf(line.details, locale).map(({ name, text, amount, currency }) => (
          <Fact key={name} label={t(`bankSaid.${name}`)}>
            {amount ? <Amount value={amount} currency={currency || line.currency} /> : text}
          </Fact>
        ))}
        {notesOf(line.details).map((note) => (
          <Fact key={note} label={t('bankSaid.notes')}>
            {note}
          </Fact>
        ))}
        <Fact label={t('file')}>
          <Link
            to="/bank/imports/$importId"
            params={{ importId: line.import_id }}
            className="text-accent hover:underline"
          >
            {t('fileLine', { line: line.line_number })}
          </Link>
        </Fact>
      </dl>
      {inside.length > 0 && (
        <section aria-label={t('bankSaid.inside')} className="mt-3">
          <h3 className="font-semibold">{t('bankSaid.inside')}</h3>
          <ul className="scroll-slim mt-1 max-h-72 divide-y divide-line overflow-y-auto rounded-md border border-line">
            {inside.map((one, place) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: what a bank wrote does not change
                key={place}
                className="flex items-baseline gap-3 px-3 py-1.5"
              >
                <span className="min-w-0 flex-1">
                  {one.name && <span className="mr-2 font-medium">{one.name}</span>}
                  <span className="break-words text-muted">{one.text}</span>
                </span>
                <span className="num">
                  <Amount value={one.amount} currency={line.currency} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </details>
  );
}
