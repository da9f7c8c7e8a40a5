import { ShieldCheck, UserMinus } from 'lucide-react';
import { ROLES } from '@/api/gen/roles.gen';
import type { MemberRead, Role } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { useRoleText } from '@/i18n/permissions';
import { Badge } from '@/ui/badge';
import { IconButton } from '@/ui/button';
import { InstantText } from '@/ui/date-text';
import { Select } from '@/ui/select';

interface MemberRowProps {
  member: MemberRead;
  isMe: boolean;
  manages: boolean;
  onRole: (role: Role) => void;
  onRemove: () => void;
}

/** One person: who, how they get in, when they were here, and as what. */
export function MemberRow({ member, isMe, manages, onRole, onRemove }: MemberRowProps) {
  const t = useT('people');
  const role = useRoleText();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0">
      <div className="min-w-48 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {member.full_name}
          {isMe && <Badge tone="neutral">{t('you')}</Badge>}
          {!member.email_verified && <Badge tone="warn">{t('unverified')}</Badge>}
        </p>
        <p className="text-sm wrap-anywhere text-muted">{member.email}</p>
      </div>
      <div className="text-sm text-muted lg:w-40">
        <p className={`flex items-center gap-1 ${member.mfa_enabled ? 'text-pos' : ''}`}>
          {member.mfa_enabled && <ShieldCheck size={14} aria-hidden />}
          {t(member.mfa_enabled ? 'withMfa' : 'withoutMfa')}
        </p>
        <p>
          {member.last_seen_at
            ? t.rich('seen', { when: () => <InstantText at={member.last_seen_at ?? ''} /> })
            : t('neverSeen')}
        </p>
      </div>
      <div className="flex items-center gap-2 max-sm:w-full">
        {manages ? (
          <>
            <Select
              className="w-40 max-sm:flex-1"
              aria-label={t('roleOf', { name: member.full_name })}
              value={member.role}
              onChange={(event) => onRole(event.target.value as Role)}
            >
              {ROLES.map((one) => (
                <option key={one} value={one}>
                  {role.name(one)}
                </option>
              ))}
            </Select>
            <IconButton
              label={t('removeThat', { name: member.full_name })}
              icon={UserMinus}
              disabled={isMe}
              onClick={onRemove}
            />
          </>
        ) : (
          <span className="text-sm font-medium">{role.name(member.role)}</span>
        )}
      </div>
    </li>
  );
}
