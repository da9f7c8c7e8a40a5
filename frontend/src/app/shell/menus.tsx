import { lazy, Suspense } from 'react';
import { TenantButton, UserButton } from './menu-buttons';

const TenantMenu = lazy(() => import('./tenant-menu'));
const UserMenu = lazy(() => import('./user-menu'));

/** The menus come a moment after the page: their buttons are there at once, what they open weighs more than the rest. */
export function TenantSwitch() {
  return (
    <Suspense fallback={<TenantButton />}>
      <TenantMenu />
    </Suspense>
  );
}

export function UserSwitch({ compact = false }: { compact?: boolean }) {
  return (
    <Suspense fallback={<UserButton compact={compact} />}>
      <UserMenu compact={compact} />
    </Suspense>
  );
}
