import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import { useMe } from '@/api/me';
import { asApiError } from '@/api/problem';
import { closeSession } from '@/api/session';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Dialog } from '@/ui/dialog';
import { FormProblem } from '@/ui/form-problem';
import { PasswordField } from '@/ui/password-field';
import { SubmitButton } from '@/ui/submit-button';
import { useEraseMe } from './mutations';

interface EraseDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export default function EraseDialog({ open, onOpenChange }: EraseDialogProps) {
  const t = useT('exports');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('erase.dialog')}>
      <EraseForm onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

/** What goes, what stays and why; then the password. Refused while somebody's books would be left without an owner. */
function EraseForm({ onClose }: { onClose: () => void }) {
  const t = useT('exports');
  const common = useT('common');
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const erase = useEraseMe();
  const [understood, setUnderstood] = useState(false);
  const [password, setPassword] = useState('');
  const { byField, rest } = useFormErrors(erase.error, ['current_password']);
  const wait = useWait(erase.error);
  const refused = asApiError(erase.error).problem.errors.filter((one) => one.code === 'only_owner');
  const owned = me?.tenants.filter(({ id }) => refused.some((one) => one.value === id)) ?? [];

  function send(event: FormEvent) {
    event.preventDefault();
    if (!password || !understood) return;
    erase.mutate(password, {
      onSuccess: () => {
        closeSession();
        toast({ tone: 'done', title: t('erase.done') });
        void navigate({ to: '/sign-in' }).then(() => client.clear());
      },
    });
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <ul className="flex list-disc flex-col gap-1.5 pl-5">
        <li>{t('erase.goes')}</li>
        <li>{t('erase.stays')}</li>
        <li>{t('erase.final')}</li>
      </ul>
      <PasswordField
        label={t('currentPassword')}
        name="current_password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={byField.current_password}
      />
      <Checkbox checked={understood} onChange={setUnderstood} label={t('erase.understood')} />
      <FormProblem
        messages={
          owned.length > 0 ? [t('erase.onlyOwner', { companies: owned.map((tenant) => tenant.name).join(', ') })] : rest
        }
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <SubmitButton variant="danger" busy={erase.isPending} wait={wait} disabled={!password || !understood}>
          {t('erase.action')}
        </SubmitButton>
      </div>
    </form>
  );
}
