import type { Permission } from '@/api/gen/types.gen';

/** What a key may do, by what it is about. */
export const AREAS = {
  documents: [
    'documents:read',
    'documents:upload',
    'documents:revise',
    'documents:approve',
    'jobs:read',
    'jobs:cancel',
  ],
  books: [
    'ledger:read',
    'ledger:post',
    'ledger:reverse',
    'ledger:lock',
    'ledger:close',
    'reports:read',
    'reports:export',
    'insights:read',
    'vat:read',
    'vat:close',
    'banking:read',
    'banking:import',
    'banking:reconcile',
    'anomalies:read',
    'anomalies:decide',
  ],
  trade: [
    'contacts:read',
    'contacts:write',
    'invoices:read',
    'invoices:write',
    'invoices:issue',
    'invoices:pay',
    'expenses:read',
    'expenses:write',
    'expenses:approve',
  ],
  company: ['company:read', 'company:revise', 'company:export', 'members:read'],
  programs: ['webhooks:read', 'webhooks:manage', 'mail:read', 'mail:send', 'api_keys:read'],
  audit: ['audit:read', 'audit:verify'],
  person: ['profile:read', 'profile:revise'],
} as const satisfies Record<string, readonly Permission[]>;

export type Area = keyof typeof AREAS;

export const AREA_NAMES = Object.keys(AREAS) as Area[];

/** What no key can be given: the server refuses it too. */
type ForPeopleOnly = 'security:revise' | 'api_keys:manage' | 'members:manage' | 'company:close';

export type Scope = (typeof AREAS)[Area][number];

/** A permission that is neither in an area nor for people only would be forgotten here: then this does not compile. */
const everyPermissionHasAPlace: Exclude<Permission, Scope | ForPeopleOnly> extends never ? true : never = true;

export const SCOPES: readonly Scope[] = everyPermissionHasAPlace && AREA_NAMES.flatMap((area) => [...AREAS[area]]);

export type Preset = 'read' | 'all' | 'choose';

/** What a person may give away: what they may themselves, as far as a program may have it. */
export function givable(permissions: readonly string[]): Scope[] {
  return SCOPES.filter((scope) => permissions.includes(scope));
}

export const reads = (scope: string): boolean => scope.endsWith(':read');

/** The scopes of a preset, out of those one may give away. */
export function scopesOf(preset: Preset, mine: readonly Scope[], chosen: ReadonlySet<Scope>): Scope[] {
  if (preset === 'read') return mine.filter(reads);
  return preset === 'all' ? [...mine] : mine.filter((scope) => chosen.has(scope));
}

/** What a key may, in a word, where a word is enough. */
export function extentOf(scopes: readonly string[]): 'read' | 'all' | 'some' {
  if (scopes.every(reads)) return 'read';
  return SCOPES.every((scope) => scopes.includes(scope)) ? 'all' : 'some';
}
