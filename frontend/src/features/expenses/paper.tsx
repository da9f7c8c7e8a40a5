import { FilePlus2 } from 'lucide-react';
import { useState } from 'react';
import type { ExpenseRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { isZero } from '@/lib/money';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { onDemand } from '@/ui/on-demand';

const PaperDialog = onDemand(() => import('./paper-dialog'));

/** That no paper is behind it, and the way to add one; nothing where there is one. */
export function MissingPaper({ expense }: { expense: ExpenseRead }) {
  const t = useT('expenses');
  const [asks, setAsks] = useState(false);
  if (expense.document_id) return null;
  const deducts = !isZero(expense.deducted_vat);
  return (
    <Notice tone={deducts ? 'warn' : 'neutral'} title={t('noPaper')}>
      <p>{t(deducts ? 'noPaperDeducts' : 'noPaperText')}</p>
      {expense.actions.includes('add_paper') && (
        <div className="mt-2">
          <Button icon={FilePlus2} onClick={() => setAsks(true)}>
            {t('addPaper')}
          </Button>
        </div>
      )}
      <PaperDialog open={asks} expense={expense} onClose={() => setAsks(false)} />
    </Notice>
  );
}
