import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { useDroppedFiles } from '@/lib/use-dropped-files';
import { useCloseWarning } from '@/lib/use-leave-warning';
import { DropCurtain } from '@/ui/drop-curtain';
import { bankKeys } from '../queries';
import { bringStatements, isUnderWay, onStatementsSent, useStatementUploads } from './uploads';

/** On the bank's pages a dropped file is a statement, not a document. One file leads to its import, many to their list. */
export function DropStatements() {
  const t = useT('banking');
  const client = useQueryClient();
  const navigate = useNavigate();
  const enabled = useMay()('banking:import');
  useCloseWarning(useStatementUploads().some(isUnderWay));
  useEffect(
    () =>
      onStatementsSent((batch) => {
        void client.invalidateQueries({ queryKey: bankKeys.imports });
        const [first] = batch;
        if (batch.length === 1 && first?.importId)
          void navigate({ to: '/bank/imports/$importId', params: { importId: first.importId } });
        else void navigate({ to: '/bank/imports' });
      }),
    [client, navigate],
  );
  const over = useDroppedFiles({ enabled, first: true, onFiles: bringStatements });
  return over ? <DropCurtain title={t('dropHere')} text={t('dropKinds')} /> : null;
}
