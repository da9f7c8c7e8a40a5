import { type FormEvent, useState } from 'react';
import type { Me } from '@/api/gen/types.gen';
import { useMe } from '@/api/me';
import { LANGUAGE_NAMES, LOCALES, type Locale, useLocale, useT } from '@/i18n/i18n';
import { setSingleKeys, setTheme, type Theme, useSingleKeys, useTheme } from '@/lib/preferences';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { SelectField, TextField } from '@/ui/field';
import { PageHeader } from '@/ui/page-header';
import { useReviseProfile } from './mutations';
import { useSpeak } from './use-speak';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

export function SettingsPage() {
  const t = useT('settings');
  const me = useMe();
  if (!me) return null;
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={t('title')} />
      <div className="flex flex-col gap-4">
        <Profile me={me} />
        <Appearance />
        <Card title={t('company')}>
          <dl className="grid grid-cols-[10rem_1fr] gap-y-2 max-md:grid-cols-1">
            <Fact label={t('companyName')} value={me.tenant.name} />
            <Fact label={t('vatNumber')} value={me.tenant.vat_number ?? '–'} />
            <Fact label={t('country')} value={me.tenant.country} />
            <Fact label={t('currency')} value={me.tenant.currency} />
            <Fact label={t('role')} value={roleName(t, me.role)} />
          </dl>
        </Card>
      </div>
    </div>
  );
}

function roleName(t: ReturnType<typeof useT<'settings'>>, role: string): string {
  const known = `roles.${role}` as 'roles.owner';
  return t.has(known) ? t(known) : role;
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="font-medium max-md:mb-2">{value}</dd>
    </>
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
    <Card title={t('profile')}>
      <form noValidate onSubmit={save} className="flex flex-col gap-4">
        <TextField
          label={t('name')}
          value={name}
          autoComplete="name"
          onChange={(event) => setName(event.target.value)}
          error={name.trim() ? undefined : t('nameMissing')}
        />
        <TextField label={t('email')} value={me.email} disabled readOnly />
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
          <Button type="submit" variant="primary" busy={revise.isPending} disabled={name.trim() === me.full_name}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Appearance() {
  const t = useT('settings');
  const theme = useTheme();
  const singleKeys = useSingleKeys();
  return (
    <Card title={t('appearance')}>
      <div className="flex flex-col gap-4">
        <fieldset>
          <legend className="mb-1.5 text-sm font-medium">{t('theme')}</legend>
          <div className="flex gap-2">
            {THEMES.map((one) => (
              <label
                key={one}
                className="flex h-9 flex-1 cursor-pointer items-center justify-center rounded-md border border-edge/60 has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name="theme"
                  className="sr-only"
                  checked={theme === one}
                  onChange={() => setTheme(one)}
                />
                {t(`themes.${one}`)}
              </label>
            ))}
          </div>
        </fieldset>
        <label className="flex items-start gap-3">
          <input
            type="checkbox"
            checked={singleKeys}
            onChange={(event) => setSingleKeys(event.target.checked)}
            className="mt-0.5 size-4 accent-(--accent)"
          />
          <span>
            <span className="block font-medium">{t('singleKeys')}</span>
            <span className="block text-sm text-muted">{t('singleKeysHint')}</span>
          </span>
        </label>
      </div>
    </Card>
  );
}
