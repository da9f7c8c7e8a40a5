import { lazy, Suspense } from 'react';
import { MoreButton, TenantButton, UserButton } from './menu-buttons';
import type { PageLink } from './pages';

const TenantMenu = lazy(() => import('./tenant-menu'));
const UserMenu = lazy(() => import('./user-menu'));
const MoreMenu = lazy(() => import('./more-menu'));

/** The menus come a moment after the page: their buttons are there at once, what they open weighs more than the rest. */
export function TenantSwitch() {
  return (
    <Suspense fallback={<TenantButton disabled />}>
      <TenantMenu />
    </Suspense>
  );
}

export function UserSwitch({ compact = false }: { compact?: boolean }) {
  return (
    <Suspense fallback={<UserButton disabled compact={compact} />}>
      <UserMenu compact={compact} />
    </Suspense>
  );
}

export function MorePages(props: { pages: readonly PageLink[]; current: boolean }) {
  return (
    <Suspense fallback={<MoreButton disabled current={props.current} />}>
      <MoreMenu {...props} />
    </Suspense>
  );
}
