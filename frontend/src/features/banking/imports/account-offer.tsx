import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { BankStatementRead, ImportRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { onDemand } from '@/ui/on-demand';
import { Select } from '@/ui/select';
import { bankAccountsOptions } from '../queries';
import { useChooseAccount } from './mutations';

const AccountDialog = onDemand(() => import('../accounts/account-dialog'));
const UNKNOWN = ['account_not_known', 'account_of_another_currency'];

interface OfferProps {
  code: string;
  statement: BankStatementRead;
  found: ImportRead;
}

/** What to do about a statement whose account is not here: add it, or say which one it is. */
export function AccountOffer({ code, statement, found }: OfferProps) {
  const t = useT('banking');
  const may = useMay();
  const [making, setMaking] = useState(false);
  if (code === 'account_not_said') return <WhichAccount found={found} />;
  if (!UNKNOWN.includes(code) || !may('banking:reconcile')) return null;
  return (
    <div className="mt-2">
      <Button size="sm" variant="primary" icon={Plus} onClick={() => setMaking(true)}>
        {t('addThisAccount')}
      </Button>
      <AccountDialog
        open={making}
        proposed={{
          name: statement.holder ?? '',
          number: statement.account_number ?? '',
          currency: statement.currency,
        }}
        onClose={() => setMaking(false)}
      />
    </div>
  );
}

function WhichAccount({ found }: { found: ImportRead }) {
  const t = useT('banking');
  const may = useMay();
  const accounts = useQuery(bankAccountsOptions()).data ?? [];
  const choose = useChooseAccount();
  const [making, setMaking] = useState(false);
  if (!may('banking:import')) return null;
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      {accounts.length > 0 && (
        <Select
          aria-label={t('whichAccount')}
          value=""
          disabled={choose.isPending}
          onChange={(event) => choose.mutate({ ...found, accountId: event.target.value })}
          className="w-72 max-w-full"
        >
          <option value="" disabled>
            {t('whichAccount')}
          </option>
          {accounts.map((account) => (
            <option key={account.id} value={account.id}>
              {account.name} · {account.number} · {account.currency}
            </option>
          ))}
        </Select>
      )}
      {may('banking:reconcile') && (
        <Button size="md" icon={Plus} onClick={() => setMaking(true)}>
          {t('addAccount')}
        </Button>
      )}
      <AccountDialog open={making} onClose={() => setMaking(false)} />
    </div>
  );
}
