import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { EyeOff, Keyboard, LogOut, Settings } from 'lucide-react';
import { useMe } from '@/api/me';
import { dropUploads } from '@/features/documents/upload-queue';
import { useReviseProfile, useSignOut } from '@/features/identity/mutations';
import { LANGUAGE_NAMES, LOCALES, type Locale, setLocale, useLocale, useT } from '@/i18n/i18n';
import { setTheme, type Theme, togglePrivacy, usePrivacy, useTheme } from '@/lib/preferences';
import { Kbd } from '@/ui/kbd';
import { Menu, MenuChoice, MenuItem, MenuLine, MenuSwitch } from '@/ui/menu';
import { openLayer } from './layers';

const THEMES: readonly Theme[] = ['light', 'dark', 'system'];

/** The person: language, theme, privacy, shortcuts, the way out. */
export function UserMenu({ compact = false }: { compact?: boolean }) {
  const t = useT();
  const me = useMe();
  const navigate = useNavigate();
  const locale = useLocale();
  const theme = useTheme();
  const privacy = usePrivacy();
  const signOut = useSignOut();
  const speak = useSpeak();
  if (!me) return null;
  const initials = me.full_name
    .split(/\s+/)
    .map((part) => part.slice(0, 1))
    .slice(0, 2)
    .join('')
    .toUpperCase();
  return (
    <Menu
      side={compact ? 'bottom' : 'top'}
      trigger={
        <button
          type="button"
          aria-label={t('shell.account', { name: me.full_name })}
          className="flex h-10 min-w-0 items-center gap-2.5 rounded-md px-2 text-left hover:bg-sunken data-popup-open:bg-sunken"
        >
          <span
            aria-hidden
            className="grid size-7 shrink-0 place-items-center rounded-full bg-sunken text-2xs font-semibold text-muted"
          >
            {initials}
          </span>
          {!compact && <span className="min-w-0 flex-1 truncate text-sm">{me.full_name}</span>}
          {privacy && <EyeOff size={14} aria-hidden className="shrink-0 text-muted" />}
        </button>
      }
    >
      <p className="truncate px-2 pt-1.5 pb-1 text-sm text-muted">{me.email}</p>
      <MenuLine />
      <MenuChoice
        title={t('shell.language')}
        value={locale}
        choices={LOCALES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one], lang: one }))}
        onChange={speak}
      />
      <MenuLine />
      <MenuChoice
        title={t('shell.theme')}
        value={theme}
        choices={THEMES.map((one) => ({ value: one, label: t(`settings.themes.${one}`) }))}
        onChange={setTheme}
      />
      <MenuLine />
      <MenuSwitch icon={EyeOff} on={privacy} onChange={togglePrivacy} aside={<Kbd keys="p" />}>
        {t('shell.privacy')}
      </MenuSwitch>
      <MenuItem icon={Keyboard} onClick={() => openLayer('keys')} aside={<Kbd keys="?" />}>
        {t('shell.keys')}
      </MenuItem>
      <MenuItem icon={Settings} onClick={() => void navigate({ to: '/settings' })}>
        {t('nav.settings')}
      </MenuItem>
      <MenuLine />
      <MenuItem
        icon={LogOut}
        onClick={() => {
          dropUploads();
          signOut.mutate(undefined, { onSettled: () => void navigate({ to: '/sign-in' }) });
        }}
      >
        {t('shell.signOut')}
      </MenuItem>
    </Menu>
  );
}

/** A language is the person's, so the server remembers it; names of accounts come in it too. */
export function useSpeak(): (locale: Locale) => void {
  const client = useQueryClient();
  const revise = useReviseProfile();
  return (locale) =>
    void setLocale(locale).then(() =>
      revise.mutate({ language: locale }, { onSettled: () => void client.invalidateQueries() }),
    );
}
