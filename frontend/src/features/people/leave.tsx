import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { CompanyRead } from '@/api/gen/types.gen';
import { closeSession } from '@/api/session';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Confirm } from '@/ui/confirm';
import { FormProblem } from '@/ui/form-problem';
import { useLeaveCompany } from './mutations';

/** Out of this company, by oneself. The session goes with it, so the way on is signing in again. */
export function Leave({ company }: { company: CompanyRead }) {
  const t = useT('company');
  const navigate = useNavigate();
  const client = useQueryClient();
  const leave = useLeaveCompany();
  const [asking, setAsking] = useState(false);
  const { rest } = useFormErrors(leave.error, []);

  async function gone() {
    closeSession();
    toast({ tone: 'done', title: t('leave.done', { company: company.name }) });
    await navigate({ to: '/sign-in' });
    client.clear();
  }

  return (
    <Card title={t('leave.title')}>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <p className="min-w-60 flex-1 text-muted">{t('leave.text')}</p>
        <Button variant="danger" onClick={() => setAsking(true)}>
          {t('leave.action')}
        </Button>
      </div>
      <div className="mt-3 empty:hidden">
        <FormProblem messages={rest} />
      </div>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('leave.confirmTitle', { company: company.name })}
        text={t('leave.confirmText')}
        confirm={t('leave.action')}
        busy={leave.isPending}
        onConfirm={() => leave.mutate(undefined, { onSuccess: () => void gone(), onError: () => setAsking(false) })}
      />
    </Card>
  );
}
