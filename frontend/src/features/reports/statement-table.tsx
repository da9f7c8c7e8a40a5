import { ChevronRight } from 'lucide-react';
import { Fragment } from 'react';
import type { RubricRead, StatementRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { DrillLink } from './drill-link';
import { ReportTable } from './report-table';

const FIGURE = 'num w-36 px-4 py-1.5 align-middle max-md:w-24 max-md:px-2';
const INDENT = ['pl-7', 'pl-7', 'pl-11', 'pl-15', 'pl-19', 'pl-23'];
const LOOK = ['font-semibold bg-sunken/50', 'font-semibold', 'font-medium'];

interface StatementTableProps {
  report: StatementRead;
  /** The codes of the rubrics whose accounts are shown. */
  opened: ReadonlySet<string>;
  onToggle: (code: string) => void;
}

/** Rubrics with their codes; each opens into its accounts, and every figure leads to its postings. */
export function StatementTable({ report, opened, onToggle }: StatementTableProps) {
  const t = useT('reports');
  const compared = Boolean(report.compared);
  return (
    <ReportTable
      caption={t(`names.${report.statement}`)}
      columns={[
        { label: t('rubric'), className: 'px-7 py-1.5 text-left' },
        { label: t('code'), className: 'w-20 px-2 py-1.5 text-left max-md:hidden' },
        { label: t('amount'), className: FIGURE },
        compared && { label: t('previous'), className: FIGURE },
      ]}
    >
      <tbody>
        {report.lines.map((line) => (
          <Rubric
            key={line.code}
            line={line}
            compared={compared}
            open={opened.has(line.code)}
            onToggle={() => onToggle(line.code)}
          />
        ))}
      </tbody>
    </ReportTable>
  );
}

interface RubricProps {
  line: RubricRead;
  compared: boolean;
  open: boolean;
  onToggle: () => void;
}

function Rubric({ line, compared, open, onToggle }: RubricProps) {
  const opens = line.accounts.length > 0;
  return (
    <Fragment>
      <tr className={`h-9 border-b border-line ${LOOK[line.level] ?? ''}`}>
        <th scope="row" className={`py-1 pr-2 text-left ${INDENT[line.level] ?? INDENT[5]} [font-weight:inherit]`}>
          {opens ? (
            <button
              type="button"
              aria-expanded={open}
              onClick={onToggle}
              className="-ml-5 flex min-h-6 items-center print:ml-0 gap-1.5 text-left hover:text-accent"
            >
              <ChevronRight
                size={14}
                aria-hidden
                className={`not-on-paper shrink-0 text-muted transition-transform duration-150 ${open ? 'rotate-90' : ''}`}
              />
              {line.name}
            </button>
          ) : (
            line.name
          )}
        </th>
        <td className="figures px-2 py-1.5 text-muted max-md:hidden">{line.code}</td>
        <td className={FIGURE}>
          <DrillLink drill={line.drill}>
            <Amount value={line.amount} signed />
          </DrillLink>
        </td>
        {compared && (
          <td className={`${FIGURE} text-muted`}>
            <DrillLink drill={line.previous_drill}>
              <Amount value={line.previous_amount} />
            </DrillLink>
          </td>
        )}
      </tr>
      {open &&
        line.accounts.map((account) => (
          <tr key={account.account_code} className="border-b border-line text-muted">
            <td className={`py-1.5 pr-2 ${INDENT[line.level + 1] ?? INDENT[5]}`}>
              <DrillLink drill={account.drill}>
                <span className="figures mr-2">{account.account_code}</span>
                {account.account_name}
              </DrillLink>
            </td>
            <td className="max-md:hidden" />
            <td className={FIGURE}>
              <DrillLink drill={account.drill}>
                <Amount value={account.amount} />
              </DrillLink>
            </td>
            {compared && (
              <td className={FIGURE}>
                <DrillLink drill={account.previous_drill}>
                  <Amount value={account.previous_amount} />
                </DrillLink>
              </td>
            )}
          </tr>
        ))}
    </Fragment>
  );
}
