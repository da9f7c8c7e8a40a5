import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tags } from 'lucide-react';
import { reportTags } from '@/api/gen/sdk.gen';
import type { TagFigures, TagReport } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { grouped } from '@/lib/grouped';
import { Amount } from '@/ui/amount';
import { buttonClass } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { DrillLink } from './drill-link';
import { tagReportOptions } from './queries';
import { ReportFrame } from './report-frame';
import { ReportTable } from './report-table';
import { useAsked } from './use-asked';
import { useReportFile } from './use-report-file';

const FIGURE = 'num w-32 px-4 py-1.5 align-top max-md:w-20 max-md:px-1.5';

/** Income, costs and result of each project, department or car. */
export function TagsPage() {
  const t = useT('reports');
  const { asked, ready } = useAsked();
  const query = useQuery({ ...tagReportOptions(asked), enabled: ready });
  const download = useReportFile((file) =>
    reportTags({ query: { ...asked, ...file }, parseAs: 'blob', throwOnError: true }),
  );
  return (
    <ReportFrame title={t('names.tags')} query={query} onDownload={download}>
      {(report) =>
        report.rows.length === 0 ? (
          <EmptyState icon={Tags} title={t('noTags')} text={t('noTagsText')}>
            <Link to="/books/tags" className={buttonClass('secondary')}>
              {t('toTags')}
            </Link>
          </EmptyState>
        ) : (
          <TagTable report={report} />
        )
      }
    </ReportFrame>
  );
}

function TagTable({ report }: { report: TagReport }) {
  const t = useT('reports');
  const compared = Boolean(report.compared);
  const columns = ['income', 'costs', 'result'] as const;
  return (
    <ReportTable
      caption={t('names.tags')}
      columns={[
        { label: t('tag'), className: 'px-4 py-1.5 text-left' },
        ...columns.map((name) => ({ label: t(name), className: FIGURE })),
        compared && { label: t('previous'), className: FIGURE },
      ]}
    >
      {[...grouped(report.rows, (row) => row.dimension)].map(([dimension, rows]) => (
        <tbody key={dimension}>
          {dimension && (
            <tr className="border-b border-line bg-sunken/50">
              <th scope="rowgroup" colSpan={compared ? 5 : 4} className="px-4 py-1.5 text-left font-semibold">
                {dimension}
              </th>
            </tr>
          )}
          {rows.map((row) => (
            <tr key={row.tag_id ?? 'none'} className="border-b border-line">
              <th scope="row" className={`px-4 py-1.5 text-left font-normal ${row.tag_id ? '' : 'text-muted'}`}>
                {row.tag_id ? (
                  <Link
                    to="/journal"
                    search={{
                      tag: row.tag_id,
                      from: report.period.from_on ?? undefined,
                      to: report.period.to_on,
                    }}
                    className="rounded hover:text-accent hover:underline"
                  >
                    {row.name}
                  </Link>
                ) : (
                  row.name || t('untagged')
                )}
              </th>
              <Figures of={row} compared={compared} />
            </tr>
          ))}
        </tbody>
      ))}
      <tfoot>
        <tr className="font-semibold">
          <th scope="row" className="px-4 py-2.5 text-left">
            {t('wholeCompany')}
          </th>
          <Figures of={report.whole} compared={compared} />
        </tr>
      </tfoot>
    </ReportTable>
  );
}

/** Each opens the postings it is made of, by their shares. */
function Figures({ of, compared }: { of: TagFigures; compared: boolean }) {
  return (
    <>
      <td className={FIGURE}>
        <DrillLink drill={of.income_drill}>
          <Amount value={of.income} />
        </DrillLink>
      </td>
      <td className={FIGURE}>
        <DrillLink drill={of.costs_drill}>
          <Amount value={of.costs} />
        </DrillLink>
      </td>
      <td className={`${FIGURE} font-medium`}>
        <DrillLink drill={of.drill}>
          <Amount value={of.result} signed />
        </DrillLink>
      </td>
      {compared && (
        <td className={`${FIGURE} text-muted`}>
          <DrillLink drill={of.previous_drill}>
            <Amount value={of.previous_result} />
          </DrillLink>
        </td>
      )}
    </>
  );
}
