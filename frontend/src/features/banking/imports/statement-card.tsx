import { Link } from '@tanstack/react-router';
import { CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BankStatementRead, ImportRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import { useSay } from '../use-say';
import { AccountOffer } from './account-offer';
import { useWhy } from './use-why';

const LOOK = {
  good: { icon: CircleCheck, colour: 'text-pos' },
  note: { icon: Info, colour: 'text-muted' },
  warn: { icon: TriangleAlert, colour: 'text-warn' },
  bad: { icon: TriangleAlert, colour: 'text-neg' },
};

/** One account over one period: from which balance to which, whether that adds up, and what stands in the way. */
export function StatementCard({ statement, found }: { statement: BankStatementRead; found: ImportRead }) {
  const t = useT('banking');
  const say = useSay();
  const number = statement.account_number ?? t('accountUnsaid');
  const waits = found.status === 'staged';
  const title = statement.account_name ? `${statement.account_name} · ${number}` : number;
  return (
    <section aria-label={title} className="rounded-lg border border-line bg-surface">
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-2.5">
        <h2 className="text-sm font-semibold">
          {title} {statement.currency && <span className="font-normal text-muted">{statement.currency}</span>}
        </h2>
        <p className="text-sm text-muted">
          {statement.number && <span className="mr-3">{t('statementNumber', { number: statement.number })}</span>}
          <DateText day={statement.opened_on} /> – <DateText day={statement.closed_on} />
        </p>
      </header>
      <div className="flex flex-col gap-2 px-4 py-3">
        <div className="flex flex-wrap gap-x-8 gap-y-2">
          {(statement.opening_balance ?? statement.closing_balance) !== null && (
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">
                <Amount value={statement.opening_balance} currency={statement.currency} />
              </span>
              <span className="text-muted">{t('movesTo', { count: statement.movement_count })}</span>
              <span className="font-medium">
                <Amount value={statement.closing_balance} currency={statement.currency} />
              </span>
            </p>
          )}
          <Proof statement={statement} />
          <Finding look="note">
            {t('newLines', { count: statement.new_count })}
            {statement.duplicate_count > 0 && ` · ${t('knownLines', { count: statement.duplicate_count })}`}
          </Finding>
        </div>
        {statement.same_as_import_id && (
          <Finding look="note">
            {t('hereByBalances')}{' '}
            <Link
              to="/bank/imports/$importId"
              params={{ importId: statement.same_as_import_id }}
              className="text-accent underline"
            >
              {t('toThatImport')}
            </Link>
          </Finding>
        )}
        {statement.gap_amount !== null && !/^-?0*\.?0*$/.test(statement.gap_amount) && (
          <Finding look="warn">
            {t('gap')} <Amount value={statement.gap_amount} currency={statement.currency} />.{' '}
            {t(statement.duplicate_count > 0 ? 'gapOverlap' : 'gapHelp')}
          </Finding>
        )}
        {waits &&
          statement.problems
            .filter((problem) => problem.code !== 'statement_gap' && problem.code !== 'statement_not_balanced')
            .map((problem) => (
              <Finding key={problem.code} look={problem.blocks === false ? 'warn' : 'bad'}>
                {say(problem)}
                {problem.line && <span className="text-muted"> {t('onLine', { line: problem.line })}</span>}
                <AccountOffer code={problem.code} statement={statement} found={found} />
              </Finding>
            ))}
      </div>
    </section>
  );
}

/** "3 of 3 movements, balance proved", or by how much it fails. */
function Proof({ statement }: { statement: BankStatementRead }) {
  const t = useT('banking');
  const why = useWhy();
  const count = statement.movement_count;
  if (statement.is_proved === true) return <Finding look="good">{t('proved', { count })}</Finding>;
  if (statement.is_proved === null || statement.is_proved === undefined)
    return <Finding look="note">{t('notProvable', { count })}</Finding>;
  return (
    <Finding look="bad">
      {t('notProved', { count })}
      {statement.unproved_because.map((reason) => (
        <span key={reason.message} className="figures block text-sm">
          {why(reason, statement.currency)}
        </span>
      ))}
    </Finding>
  );
}

function Finding({ look, children }: { look: keyof typeof LOOK; children: ReactNode }) {
  const { icon: Icon, colour } = LOOK[look];
  return (
    <div className="flex items-start gap-2">
      <Icon size={16} aria-hidden className={`mt-0.5 shrink-0 ${colour}`} />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
