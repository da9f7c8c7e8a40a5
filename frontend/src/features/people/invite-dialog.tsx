import { type FormEvent, useState } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import { ROLES } from '@/api/gen/roles.gen';
import type { Role } from '@/api/gen/types.gen';
import { LANGUAGE_NAMES, LOCALES, type Locale, useLocale, useT } from '@/i18n/i18n';
import { useRoleText } from '@/i18n/permissions';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { SelectField, TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { SubmitButton } from '@/ui/submit-button';
import { useInvite } from './mutations';

interface InviteDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export default function InviteDialog({ open, onOpenChange }: InviteDialogProps) {
  const t = useT('people');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('inviteTitle')} text={t('inviteText')}>
      <InviteForm onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

/** Whom, as what, and in which language the mail is. The role is explained while it is chosen. */
function InviteForm({ onClose }: { onClose: () => void }) {
  const t = useT('people');
  const common = useT('common');
  const role = useRoleText();
  const locale = useLocale();
  const invite = useInvite();
  const [email, setEmail] = useState('');
  const [chosen, setChosen] = useState<Role>('member');
  const [language, setLanguage] = useState<Locale>(locale);
  const [wrong, setWrong] = useState(false);
  const { byField, rest } = useFormErrors(invite.error, ['email', 'role', 'language']);
  const wait = useWait(invite.error);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const address = email.trim();
    const mistake = !/^\S+@\S+\.\S+$/.test(address);
    setWrong(mistake);
    const field = event.currentTarget.querySelector('input');
    if (mistake) return field?.focus();
    invite.mutate(
      { email: address, role: chosen, language },
      {
        onSuccess: () => {
          toast({ tone: 'done', title: t('invited', { email: address }) });
          onClose();
        },
        onError: () => field?.focus(),
      },
    );
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <TextField
        label={t('email')}
        name="email"
        type="email"
        autoComplete="off"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={wrong ? t('notAnEmail') : byField.email}
      />
      <SelectField
        label={t('role')}
        hint={role.does(chosen)}
        value={chosen}
        onChange={(event) => setChosen(event.target.value as Role)}
      >
        {[...ROLES].reverse().map((one) => (
          <option key={one} value={one}>
            {role.name(one)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('mailLanguage')}
        value={language}
        onChange={(event) => setLanguage(event.target.value as Locale)}
      >
        {LOCALES.map((one) => (
          <option key={one} value={one} lang={one}>
            {LANGUAGE_NAMES[one]}
          </option>
        ))}
      </SelectField>
      <FormProblem messages={[byField.role, byField.language, ...rest].filter((text) => text !== undefined)} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <SubmitButton busy={invite.isPending} wait={wait}>
          {t('send')}
        </SubmitButton>
      </div>
    </form>
  );
}
