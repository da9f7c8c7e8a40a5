import { useQuery } from '@tanstack/react-query';
import { CircleCheck, ListTree, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { StatementRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { STATEMENTS, type StatementName, statementOptions } from './queries';
import { ReportFrame } from './report-frame';
import { StatementTable } from './statement-table';
import { useAsked } from './use-asked';
import { useReportFile } from './use-report-file';

/** The profit and loss account or the balance sheet, in the layout the law prescribes. */
export function StatementPage({ which }: { which: StatementName }) {
  const t = useT('reports');
  const { asked, ready } = useAsked();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const query = useQuery({ ...statementOptions(which, asked), enabled: ready });
  const rubrics = query.data?.lines.filter((line) => line.accounts.length > 0).map((line) => line.code) ?? [];
  const open = rubrics.filter((code) => opened.has(code));
  const detailed = open.length > 0 && open.length === rubrics.length;
  const download = useReportFile((file) =>
    STATEMENTS[which]({
      query: { ...asked, ...file, accounts: open.length > 0 ? open : ['none'] },
      parseAs: 'blob',
      throwOnError: true,
    }),
  );
  return (
    <ReportFrame
      title={t(`names.${which}`)}
      query={query}
      onDownload={download}
      ofADay={which === 'balance-sheet'}
      filters={
        <Button icon={ListTree} aria-pressed={detailed} onClick={() => setOpened(new Set(detailed ? [] : rubrics))}>
          {t(detailed ? 'hideAccounts' : 'showAccounts')}
        </Button>
      }
    >
      {(report) => (
        <>
          <StatementTable report={report} opened={opened} onToggle={(code) => setOpened(toggled(opened, code))} />
          {which === 'balance-sheet' && <Balanced report={report} />}
        </>
      )}
    </ReportFrame>
  );
}

function toggled(codes: ReadonlySet<string>, code: string): ReadonlySet<string> {
  const changed = new Set(codes);
  if (!changed.delete(code)) changed.add(code);
  return changed;
}

function Balanced({ report }: { report: StatementRead }) {
  const t = useT('reports');
  return report.balanced ? (
    <p className="flex items-center gap-2 border-t border-line px-4 py-3 text-sm text-muted">
      <CircleCheck size={15} aria-hidden className="text-pos" />
      {t('balanced')}
    </p>
  ) : (
    <p role="alert" className="flex items-center gap-2 bg-neg-soft px-4 py-3 text-sm font-medium text-neg">
      <TriangleAlert size={15} aria-hidden />
      {t('notBalanced')}
    </p>
  );
}
