import { Link } from '@tanstack/react-router';
import { CircleCheckBig, Landmark, SearchX } from 'lucide-react';
import { useT } from '@/i18n/i18n';
import { Button, buttonClass } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { ChooseStatements } from '../imports/choose-statements';

interface AllDoneProps {
  /** How many lines were done in this sitting. */
  done: number;
  accounts: number;
  narrowed: boolean;
  /** Lines that wait on other accounts than the one looked at. */
  elsewhere: number;
  onClear: () => void;
}

/** Three kinds of nothing: no bank yet, nothing that fits the filter, and everything done. */
export function AllDone({ done, accounts, narrowed, elsewhere, onClear }: AllDoneProps) {
  const t = useT('banking');
  return (
    <div role="status" className="rounded-lg border border-line bg-surface">
      {narrowed ? (
        <EmptyState icon={SearchX} title={t('noLines')}>
          <Button onClick={onClear}>{t('toTodo')}</Button>
        </EmptyState>
      ) : accounts === 0 ? (
        <EmptyState icon={Landmark} title={t('noAccounts')} text={t('noAccountsText')}>
          <ChooseStatements />
        </EmptyState>
      ) : (
        <EmptyState
          icon={CircleCheckBig}
          title={t(elsewhere > 0 ? 'accountDone' : 'everythingDone')}
          text={done > 0 ? t('everythingDoneCount', { count: done }) : t('everythingDoneText')}
        >
          {elsewhere > 0 ? (
            <Button variant="primary" onClick={onClear}>
              {t('elsewhere', { count: elsewhere })}
            </Button>
          ) : (
            <ChooseStatements />
          )}
          <Link to="/bank/reconcile" search={{ tab: 'reconciled' }} className={buttonClass('secondary')}>
            {t('showReconciled')}
          </Link>
        </EmptyState>
      )}
    </div>
  );
}
