// This file is generated from the API's document by scripts/roles.mjs

/** Every role, the one with most first. */
export const ROLES = ['owner', 'accountant', 'member', 'viewer'] as const;

export type RoleName = (typeof ROLES)[number];

/** Each permission that some operation asks for, and the roles that have it. */
export const PERMISSIONS = {
  'anomalies:decide': ['owner', 'accountant'],
  'anomalies:read': ['owner', 'accountant', 'member', 'viewer'],
  'api_keys:manage': ['owner'],
  'api_keys:read': ['owner'],
  'audit:read': ['owner', 'accountant'],
  'audit:verify': ['owner', 'accountant'],
  'banking:import': ['owner', 'accountant', 'member'],
  'banking:read': ['owner', 'accountant', 'member', 'viewer'],
  'banking:reconcile': ['owner', 'accountant'],
  'company:close': ['owner'],
  'company:export': ['owner', 'accountant'],
  'company:read': ['owner', 'accountant', 'member', 'viewer'],
  'company:revise': ['owner'],
  'contacts:read': ['owner', 'accountant', 'member', 'viewer'],
  'contacts:write': ['owner', 'accountant', 'member'],
  'documents:approve': ['owner', 'accountant'],
  'documents:read': ['owner', 'accountant', 'member', 'viewer'],
  'documents:revise': ['owner', 'accountant', 'member'],
  'documents:upload': ['owner', 'accountant', 'member'],
  'expenses:approve': ['owner', 'accountant'],
  'expenses:read': ['owner', 'accountant', 'member', 'viewer'],
  'expenses:write': ['owner', 'accountant', 'member'],
  'insights:read': ['owner', 'accountant', 'member', 'viewer'],
  'invoices:issue': ['owner', 'accountant', 'member'],
  'invoices:pay': ['owner', 'accountant'],
  'invoices:read': ['owner', 'accountant', 'member', 'viewer'],
  'invoices:write': ['owner', 'accountant', 'member'],
  'jobs:cancel': ['owner', 'accountant', 'member'],
  'jobs:read': ['owner', 'accountant', 'member', 'viewer'],
  'ledger:close': ['owner', 'accountant'],
  'ledger:lock': ['owner', 'accountant'],
  'ledger:post': ['owner', 'accountant'],
  'ledger:read': ['owner', 'accountant', 'member', 'viewer'],
  'ledger:reverse': ['owner', 'accountant'],
  'mail:read': ['owner'],
  'mail:send': ['owner'],
  'members:manage': ['owner'],
  'members:read': ['owner', 'accountant', 'member'],
  'profile:read': ['owner', 'accountant', 'member', 'viewer'],
  'profile:revise': ['owner', 'accountant', 'member', 'viewer'],
  'reports:export': ['owner', 'accountant', 'member', 'viewer'],
  'reports:read': ['owner', 'accountant', 'member', 'viewer'],
  'security:revise': ['owner', 'accountant', 'member', 'viewer'],
  'vat:close': ['owner', 'accountant'],
  'vat:read': ['owner', 'accountant', 'member', 'viewer'],
  'webhooks:manage': ['owner'],
  'webhooks:read': ['owner'],
} as const satisfies Record<string, readonly RoleName[]>;

export type PermissionName = keyof typeof PERMISSIONS;
