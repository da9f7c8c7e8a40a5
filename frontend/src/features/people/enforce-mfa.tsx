import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { CompanyRead } from '@/api/gen/types.gen';
import { useMay, useMe } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Confirm } from '@/ui/confirm';
import { FormProblem } from '@/ui/form-problem';
import { useReviseCompany } from './mutations';
import { membersOptions } from './queries';

/** Whether everybody needs a second factor: what that means, for how many, and the switch for who may. */
export function EnforceMfa({ company }: { company: CompanyRead }) {
  const t = useT('company');
  const me = useMe();
  const may = useMay();
  const revise = useReviseCompany();
  const [asking, setAsking] = useState(false);
  const members = useInfiniteQuery({ ...membersOptions(), enabled: may('members:read') });
  const without = members.data?.filter((member) => !member.mfa_enabled).length;
  const { byField, rest } = useFormErrors(revise.error, ['mfa_required']);
  const on = company.mfa_required;
  const editable = may('company:revise');

  function set(mfa_required: boolean) {
    revise.mutate(
      { company, change: { mfa_required } },
      {
        onSuccess: () => toast({ tone: 'done', title: t(mfa_required ? 'mfa.nowOn' : 'mfa.nowOff') }),
        onSettled: () => setAsking(false),
      },
    );
  }

  return (
    <Card title={t('mfa.title')} aside={<Badge tone={on ? 'good' : 'neutral'}>{t(on ? 'mfa.on' : 'mfa.off')}</Badge>}>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <div className="min-w-60 flex-1">
          <p className="text-muted">{t('mfa.text')}</p>
          {without !== undefined && without > 0 && (
            <p className="mt-1 text-sm text-muted">{t('mfa.without', { count: without })}</p>
          )}
        </div>
        {editable &&
          (on ? (
            <Button busy={revise.isPending} onClick={() => set(false)}>
              {t('mfa.switchOff')}
            </Button>
          ) : (
            <Button variant="primary" disabled={!me?.mfa_enabled} onClick={() => setAsking(true)}>
              {t('mfa.switchOn')}
            </Button>
          ))}
      </div>
      {editable && !on && me && !me.mfa_enabled && (
        <p className="mt-3 text-sm">
          {t.rich('mfa.yoursFirst', {
            link: (words) => (
              <Link to="/settings/security" className="text-accent underline underline-offset-2">
                {words}
              </Link>
            ),
          })}
        </p>
      )}
      <div className="mt-3 empty:hidden">
        <FormProblem messages={[byField.mfa_required, ...rest].filter((text) => text !== undefined)} />
      </div>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('mfa.confirmTitle')}
        text={t('mfa.confirmText', { count: without ?? 0 })}
        confirm={t('mfa.switchOn')}
        busy={revise.isPending}
        onConfirm={() => set(true)}
      />
    </Card>
  );
}
