import { Link } from '@tanstack/react-router';
import type { BankLineFull } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { DateText } from '@/ui/date-text';
import { Fact } from '@/ui/fact';

/** Whatever else the bank said, and the file that said it. */
export function LineMore({ line }: { line: BankLineFull }) {
  const t = useT('banking');
  const details = Object.entries(line.details).filter(
    ([, value]) => typeof value === 'string' || typeof value === 'number',
  );
  return (
    <details className="border-t border-line px-4 py-2.5 text-sm">
      <summary className="cursor-pointer text-muted">{t('more')}</summary>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <Fact label={t('valueDay')}>
          <DateText day={line.value_on} />
        </Fact>
        {line.counterparty_account && <Fact label={t('otherAccount')}>{line.counterparty_account}</Fact>}
        {line.bank_id && <Fact label={t('bankId')}>{line.bank_id}</Fact>}
        {details.map(([name, value]) => (
          <Fact key={name} label={name.replaceAll('_', ' ')}>
            {String(value)}
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
    </details>
  );
}
