import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ContactRead, Statement, StatementLine } from '@/api/gen/types.gen';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { isNegative, isZero, negated } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { Card } from '@/ui/card';
import { DateText } from '@/ui/date-text';
import { ErrorState } from '@/ui/error-state';
import { More } from '@/ui/more';
import { PeriodPicker } from '@/ui/period-picker';
import { SkeletonRows } from '@/ui/skeleton';
import { statementOptions } from './queries';

/** On their own page the name in front of each number says nothing. */
const withoutName = (memo: string, name: string) => (memo.startsWith(`${name} `) ? memo.slice(name.length + 1) : memo);

const route = getRouteApi('/_app/contacts/$contactId/');

/** Every posting on their account with the balance after it; each leads to its entry. */
export function ContactStatement({ contact }: { contact: ContactRead }) {
  const t = useT('contacts');
  const failure = useFailure();
  const period = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(statementOptions(contact.id, period));
  const statement = query.data?.pages[0]?.statement;
  const lines = query.data?.pages.flatMap((page) => page.statement.lines) ?? [];
  return (
    <Card
      title={t('statement')}
      padded={false}
      aside={
        <PeriodPicker
          value={period}
          onChange={({ from, to }) => void navigate({ search: { from, to }, replace: true, resetScroll: false })}
        />
      }
    >
      {query.isPending && <SkeletonRows rows={4} />}
      {query.isError && !statement && (
        <ErrorState title={t('statementFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      {statement && lines.length === 0 && <p className="px-4 py-5 text-muted">{t('noPostings')}</p>}
      {statement && lines.length > 0 && <Lines statement={statement} lines={lines} />}
      {statement && !isZero(statement.advances) && <Advances statement={statement} />}
      <More
        has={query.hasNextPage}
        busy={query.isFetchingNextPage}
        failed={query.isFetchNextPageError}
        onMore={() => void query.fetchNextPage()}
      />
    </Card>
  );
}

/** What was paid ahead is owed by nobody: it is told beside the balance. */
function Advances({ statement: { advances, currency } }: { statement: Statement }) {
  const t = useT('contacts');
  const theirs = isNegative(advances);
  return (
    <p className="flex justify-between gap-3 border-t border-line px-4 py-2 text-sm text-muted">
      {t(theirs ? 'advancesReceived' : 'advancesPaid')}{' '}
      <Amount value={theirs ? negated(advances) : advances} currency={currency} />
    </p>
  );
}

function Lines({ statement, lines }: { statement: Statement; lines: readonly StatementLine[] }) {
  const t = useT('contacts');
  const head = 'px-2 py-2 font-medium first:pl-4 last:pr-4';
  const cell = 'px-2 py-1.5 first:pl-4 last:pr-4';
  const side = (value: string) => (isZero(value) ? '' : <Amount value={value} />);
  return (
    <div className="scroll-slim overflow-x-auto">
      <table className="w-full text-sm">
        <caption className="sr-only">{t('statementOf', { name: statement.name })}</caption>
        <thead className="border-b border-line text-left text-xs text-muted">
          <tr>
            <th className={head}>{t('date')}</th>
            <th className={head}>{t('entry')}</th>
            <th className={`${head} max-md:hidden`}>{t('memo')}</th>
            <th className={`${head} text-right`}>{t('debit')}</th>
            <th className={`${head} text-right`}>{t('credit')}</th>
            <th className={`${head} text-right`}>{t('balance', { currency: statement.currency })}</th>
          </tr>
        </thead>
        <tbody>
          {statement.since && (
            <tr className="border-b border-line text-muted">
              <td className={cell}>
                <DateText day={statement.since} />
              </td>
              <td className={cell} colSpan={4}>
                {t('openingBalance')}
              </td>
              <td className={`${cell} num`}>
                <Amount value={statement.opening_balance} signed />
              </td>
            </tr>
          )}
          {lines.map((line) => (
            <tr key={line.posting_id} className="border-b border-line last:border-0">
              <td className={cell}>
                <DateText day={line.booked_on} />
              </td>
              <td className={cell}>
                <Link
                  to="/journal/$entryId"
                  params={{ entryId: line.entry_id }}
                  className="figures whitespace-nowrap text-accent hover:underline"
                >
                  {line.entry_number}
                </Link>
              </td>
              <td className={`${cell} max-md:hidden`}>{withoutName(line.memo, statement.name)}</td>
              <td className={`${cell} num`}>{side(line.debit)}</td>
              <td className={`${cell} num`}>{side(line.credit)}</td>
              <td className={`${cell} num font-medium`}>
                <Amount value={line.balance} signed />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot className="border-t border-line font-medium">
          <tr>
            <th scope="row" colSpan={2} className={`${cell} text-left`}>
              {t('total')}
            </th>
            <td className="max-md:hidden" />
            <td className={`${cell} num`}>
              <Amount value={statement.debit} />
            </td>
            <td className={`${cell} num`}>
              <Amount value={statement.credit} />
            </td>
            <td className={`${cell} num`}>
              <Amount value={statement.closing_balance} signed />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
