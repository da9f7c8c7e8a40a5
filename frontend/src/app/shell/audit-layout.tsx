import { Outlet } from '@tanstack/react-router';
import { SettingsNav } from './settings-nav';

/** The audit log has its place in the sidebar; on a phone, where there is none, it is one of the settings. */
export function AuditLayout() {
  return (
    <>
      <div className="md:hidden">
        <SettingsNav />
      </div>
      <Outlet />
    </>
  );
}
