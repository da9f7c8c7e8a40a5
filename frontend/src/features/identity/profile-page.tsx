import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Me } from '@/api/gen/types.gen';
import { useMe } from '@/api/me';
import { LANGUAGE_NAMES, LOCALES, type Locale, useLocale, useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { SelectField, TextField } from '@/ui/field';
import { PageHeader } from '@/ui/page-header';
import { Appearance } from './appearance';
import { useReviseProfile } from './mutations';
import { useSpeak } from './use-speak';

/** The person: name, language, how things look; `children` is what else belongs to a person. */
export function ProfilePage({ children }: { children?: ReactNode }) {
  const t = useT('settings');
  const me = useMe();
  if (!me) return null;
  return (
    <div className="max-w-3xl">
      <PageHeader title={t('profile')} />
      <div className="flex flex-col gap-4">
        <Profile me={me} />
        <Appearance />
        {children}
      </div>
    </div>
  );
}

function Profile({ me }: { me: Me }) {
  const t = useT('settings');
  const locale = useLocale();
  const revise = useReviseProfile();
  const speak = useSpeak();
  const [name, setName] = useState(me.full_name);

  function save(event: FormEvent) {
    event.preventDefault();
    if (!name.trim()) return;
    revise.mutate({ full_name: name.trim() }, { onSuccess: () => toast({ tone: 'done', title: t('saved') }) });
  }

  return (
    <Card title={t('you')}>
      <form noValidate onSubmit={save} className="flex flex-col gap-4">
        <TextField
          label={t('name')}
          value={name}
          autoComplete="name"
          maxLength={200}
          onChange={(event) => setName(event.target.value)}
          error={name.trim() ? undefined : t('nameMissing')}
        />
        <TextField
          label={t('email')}
          value={me.email}
          disabled
          readOnly
          aside={
            <Badge tone={me.email_verified ? 'good' : 'warn'}>
              {t(me.email_verified ? 'emailVerified' : 'emailUnverified')}
            </Badge>
          }
          hint={t.rich('emailHint', {
            link: (words) => (
              <Link to="/settings/security" className="text-accent underline underline-offset-2">
                {words}
              </Link>
            ),
          })}
        />
        <SelectField
          label={t('language')}
          hint={t('languageHint')}
          value={locale}
          onChange={(event) => speak(event.target.value as Locale)}
        >
          {LOCALES.map((one) => (
            <option key={one} value={one} lang={one}>
              {LANGUAGE_NAMES[one]}
            </option>
          ))}
        </SelectField>
        <div className="flex justify-end">
          <Button
            type="submit"
            variant="primary"
            busy={revise.isPending}
            disabled={!name.trim() || name.trim() === me.full_name}
          >
            {t('save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
