import { Link } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import type { AccountRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Badge } from '@/ui/badge';
import { IconButton } from '@/ui/button';

/** What is to be made or changed: an account below another one, or an account itself. */
export interface AccountEdit {
  below?: string;
  account?: AccountRead;
}

interface AccountLineProps {
  account: AccountRead;
  onEdit: ((edit: AccountEdit) => void) | undefined;
}

/** One account: leads to what was booked on it, and beside that to changing it. */
export function AccountLine({ account, onEdit }: AccountLineProps) {
  const t = useT('ledger');
  const archived = Boolean(account.archived_at);
  return (
    <li className="flex items-center border-b border-line last:border-0">
      <Link
        to="/journal"
        search={{ account: account.code }}
        className="flex min-h-9 min-w-0 flex-1 items-baseline gap-4 px-4 py-1.5 -outline-offset-2 hover:bg-sunken/60"
      >
        <span className="figures w-16 shrink-0 text-muted">{account.code}</span>
        <span className={`min-w-0 flex-1 ${archived ? 'text-muted' : ''}`}>{account.name}</span>
        {account.reference && <span className="figures text-sm text-muted max-md:hidden">{account.reference}</span>}
        {archived && <Badge tone="neutral">{t('isArchived')}</Badge>}
        <span className="text-sm text-muted max-md:hidden">{t(`types.${account.account_type}`)}</span>
      </Link>
      {onEdit && (
        <IconButton
          label={t('editAccount', { code: account.code })}
          icon={Pencil}
          onClick={() => onEdit({ account })}
          className="mx-1"
        />
      )}
    </li>
  );
}
