import { useT } from './i18n';

/** What a permission allows, as a sentence in the reader's language; its code where we have none. */
export function usePermissionText(): (permission: string) => string {
  const t = useT('permission');
  return (permission) => {
    const known = permission.replace(':', '_') as Parameters<typeof t.has>[0];
    return t.has(known) ? t(known as 'documents_read') : permission;
  };
}

/** The name of a role, and in a sentence what it is for. */
export function useRoleText(): { name: (role: string) => string; does: (role: string) => string } {
  const t = useT('role');
  const say = (kind: 'name' | 'does', role: string) => {
    const known = `${kind}.${role}` as Parameters<typeof t.has>[0];
    return t.has(known) ? t(known as 'name.owner') : role;
  };
  return { name: (role) => say('name', role), does: (role) => say('does', role) };
}
