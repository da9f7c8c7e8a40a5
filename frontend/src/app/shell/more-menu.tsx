import { useNavigate } from '@tanstack/react-router';
import { useT } from '@/i18n/i18n';
import { Menu, MenuItem } from '@/ui/menu';
import { MoreButton } from './menu-buttons';
import type { PageLink } from './pages';

/** On a phone: every page that has no place of its own in the bar. */
export default function MoreMenu({ pages, current }: { pages: readonly PageLink[]; current: boolean }) {
  const t = useT('nav');
  const navigate = useNavigate();
  return (
    <Menu side="top" trigger={<MoreButton current={current} />}>
      {pages.map((page) => (
        <MenuItem key={page.to} icon={page.icon} onClick={() => void navigate({ to: page.to })}>
          {t(page.name)}
        </MenuItem>
      ))}
    </Menu>
  );
}
