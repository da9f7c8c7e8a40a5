// Who may do what, taken from the API's own document: each operation names its permission and the roles that have it.
import { readFileSync, writeFileSync } from 'node:fs';

const document = JSON.parse(readFileSync('../backend/openapi.json', 'utf8'));
const roles = document.components.schemas.Role.enum;
const given = new Map();
for (const path of Object.values(document.paths)) {
  for (const operation of Object.values(path)) {
    const permission = operation['x-permission'];
    if (!permission) continue;
    const named = /\(given to: ([^)]+)\)/.exec(operation.description ?? '')?.[1]?.split(', ');
    if (!named) throw new Error(`${operation.operationId}: ${permission} without the roles that have it`);
    given.set(
      permission,
      roles.filter((role) => named.includes(role)),
    );
  }
}
const names = [...given.keys()].sort();
const rows = names.map(
  (name) =>
    `  '${name}': [${given
      .get(name)
      .map((role) => `'${role}'`)
      .join(', ')}],`,
);
writeFileSync(
  'src/api/gen/roles.gen.ts',
  `// This file is generated from the API's document by scripts/roles.mjs

/** Every role, the one with most first. */
export const ROLES = [${roles.map((role) => `'${role}'`).join(', ')}] as const;

export type RoleName = (typeof ROLES)[number];

/** Each permission that some operation asks for, and the roles that have it. */
export const PERMISSIONS = {
${rows.join('\n')}
} as const satisfies Record<string, readonly RoleName[]>;

export type PermissionName = keyof typeof PERMISSIONS;
`,
);
