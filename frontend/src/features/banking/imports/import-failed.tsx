import type { ImportRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Notice } from '@/ui/notice';
import { useSay } from '../use-say';
import { ChooseStatements } from './choose-statements';
import { WhichFile } from './teach';
import { useWhy } from './use-why';

/** Nothing of a broken file is kept: which line, why, and what to do instead. */
export function ImportFailed({ found }: { found: ImportRead }) {
  const t = useT('banking');
  const say = useSay();
  const { problem } = found;
  const told = useWhy();
  const why = problem?.because ? told(problem.because) : null;
  return (
    <>
      <Notice tone="bad" title={t('nothingImported')} action={<ChooseStatements variant="secondary" />}>
        {problem && (
          <p>
            {problem.line !== null && <strong>{t('onLine', { line: problem.line ?? 0 })} </strong>}
            {why ?? say(problem)}
          </p>
        )}
        {problem && !why && say(problem) !== problem.message && (
          <p className="mt-1 font-mono text-xs">{problem.message}</p>
        )}
        <p className="mt-1">{t('failedHelp')}</p>
      </Notice>
      <WhichFile />
    </>
  );
}
