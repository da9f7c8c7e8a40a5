import { useNavigate } from '@tanstack/react-router';
import { EyeOff, Keyboard, LogOut, Settings } from 'lucide-react';
import { useMe } from '@/api/me';
import { useSignOut } from '@/features/identity/mutations';
import { useSpeak } from '@/features/identity/use-speak';
import { LANGUAGE_NAMES, LOCALES, useLocale, useT } from '@/i18n/i18n';
import { clearLeftovers } from '@/lib/leftovers';
import { setTheme, type Theme, togglePrivacy, usePrivacy, useTheme } from '@/lib/preferences';
import { Kbd } from '@/ui/kbd';
import { Menu, MenuChoice, MenuItem, MenuLine, MenuSwitch } from '@/ui/menu';
import { openLayer } from './layers';
import { UserButton } from './menu-buttons';

const THEMES: readonly Theme[] = ['light', 'dark', 'system'];

/** The person: language, theme, privacy, shortcuts, the way out. */
export default function UserMenu({ compact }: { compact: boolean }) {
  const t = useT();
  const me = useMe();
  const navigate = useNavigate();
  const locale = useLocale();
  const theme = useTheme();
  const privacy = usePrivacy();
  const signOut = useSignOut(() => navigate({ to: '/sign-in' }));
  const speak = useSpeak();
  return (
    <Menu side={compact ? 'bottom' : 'top'} trigger={<UserButton compact={compact} />}>
      <p className="truncate px-2 pt-1.5 pb-1 text-sm text-muted">{me?.email}</p>
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
      {!compact && (
        <MenuItem icon={Keyboard} onClick={() => openLayer('keys')} aside={<Kbd keys="?" />}>
          {t('shell.keys')}
        </MenuItem>
      )}
      <MenuItem icon={Settings} onClick={() => void navigate({ to: '/settings' })}>
        {t('nav.settings')}
      </MenuItem>
      <MenuLine />
      <MenuItem
        icon={LogOut}
        onClick={() => {
          clearLeftovers();
          signOut.mutate(undefined, { onSettled: () => void navigate({ to: '/sign-in' }) });
        }}
      >
        {t('shell.signOut')}
      </MenuItem>
    </Menu>
  );
}
