import { useT } from '@/i18n/i18n';
import { usePermissionText } from '@/i18n/permissions';
import { grouped } from '@/lib/grouped';
import { AREA_NAMES, AREAS, type Area, extentOf } from './scopes';

/** What a key may do, in words. */
export function useScopeWords() {
  const t = useT('apiKeys');

  const scope = usePermissionText();
  const areaOf = (name: string): Area | 'other' =>
    AREA_NAMES.find((area) => (AREAS[area] as readonly string[]).includes(name)) ?? 'other';

  return {
    scope,
    area: (name: Area | 'other') => t(`area.${name}`),
    byArea: (scopes: readonly string[]) => [...grouped(scopes, areaOf)],
    summary: (scopes: readonly string[]) => t(`extent.${extentOf(scopes)}`, { count: scopes.length }),
  };
}
