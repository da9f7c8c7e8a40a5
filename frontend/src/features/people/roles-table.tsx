import { Check } from 'lucide-react';
import { Fragment } from 'react';
import { PERMISSIONS, type PermissionName, ROLES } from '@/api/gen/roles.gen';
import { useT } from '@/i18n/i18n';
import { usePermissionText, useRoleText } from '@/i18n/permissions';
import { Card } from '@/ui/card';

type SubjectOf<Name extends string> = Name extends `${infer Subject}:${string}` ? Subject : never;
type Subject = SubjectOf<PermissionName>;

/** What the rows are about, in the order of a working day. */
const AREAS = {
  books: [
    'documents',
    'expenses',
    'invoices',
    'contacts',
    'banking',
    'anomalies',
    'ledger',
    'vat',
    'reports',
    'insights',
    'jobs',
  ],
  company: ['company', 'members', 'audit'],
  programs: ['api_keys', 'webhooks', 'mail'],
  self: ['profile', 'security'],
} as const satisfies Record<string, readonly Subject[]>;

type Area = keyof typeof AREAS;

/** A permission without an area would stand nowhere: then this does not compile. */
const everySubjectHasAnArea: Exclude<Subject, (typeof AREAS)[Area][number]> extends never ? true : never = true;
const AREA_NAMES = everySubjectHasAnArea && (Object.keys(AREAS) as Area[]);

/** Looking comes before doing. */
const VERBS = [
  'read',
  'upload',
  'import',
  'write',
  'revise',
  'post',
  'approve',
  'issue',
  'pay',
  'reconcile',
  'decide',
  'reverse',
  'lock',
  'manage',
  'send',
  'verify',
  'export',
  'cancel',
  'close',
];

const verbOf = (permission: string) => VERBS.indexOf(permission.split(':')[1] ?? '');
const subjectOf = (permission: string) => permission.split(':')[0] ?? '';

function permissionsBy(): [Area, PermissionName[]][] {
  const all = Object.keys(PERMISSIONS) as PermissionName[];
  return AREA_NAMES.map((area): [Area, PermissionName[]] => {
    const subjects: readonly string[] = AREAS[area];
    return [
      area,
      all
        .filter((permission) => subjects.includes(subjectOf(permission)))
        .sort(
          (one, other) =>
            subjects.indexOf(subjectOf(one)) - subjects.indexOf(subjectOf(other)) || verbOf(one) - verbOf(other),
        ),
    ];
  });
}

/** What each role may do: taken from the API's own document, so that it says what the server does. */
export function RolesTable({ mine }: { mine: string | undefined }) {
  const t = useT('people');
  const role = useRoleText();
  const says = usePermissionText();
  return (
    <Card title={t('roles')}>
      <dl className="mb-5 grid grid-cols-2 gap-x-8 gap-y-3 max-sm:grid-cols-1">
        {ROLES.map((one) => (
          <div key={one}>
            <dt className="font-medium">
              {role.name(one)}
              {one === mine && <span className="ml-2 text-sm font-normal text-muted">{t('yourRole')}</span>}
            </dt>
            <dd className="text-sm text-muted">{role.does(one)}</dd>
          </div>
        ))}
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it scrolls sideways, also by keyboard */}
      <section aria-label={t('rolesTable')} tabIndex={0} className="scroll-slim -mx-4 overflow-x-auto px-4">
        <table className="w-full text-sm">
          <caption className="sr-only">{t('rolesTable')}</caption>
          <thead>
            <tr className="text-xs text-muted">
              <th scope="col" className="py-1.5 text-left align-bottom font-medium">
                {t('mayDo')}
              </th>
              {ROLES.map((one) => (
                <th key={one} scope="col" className="w-24 px-1 py-1.5 text-center align-bottom font-medium max-sm:w-9">
                  <span className="inline-block max-sm:rotate-180 max-sm:[writing-mode:vertical-rl]">
                    {role.name(one)}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {permissionsBy().map(([area, permissions]) => (
              <Fragment key={area}>
                <tr>
                  <th colSpan={ROLES.length + 1} scope="colgroup" className="pt-4 pb-1 text-left font-semibold">
                    {t(`areas.${area}`)}
                  </th>
                </tr>
                {permissions.map((permission) => (
                  <tr key={permission} className="border-t border-line">
                    <th scope="row" className="py-1.5 pr-2 text-left font-normal">
                      {says(permission)}
                    </th>
                    {ROLES.map((one) => {
                      const has = (PERMISSIONS[permission] as readonly string[]).includes(one);
                      return (
                        <td key={one} className="py-1.5 text-center">
                          {has ? (
                            <Check size={15} aria-hidden className="inline text-pos" />
                          ) : (
                            <span aria-hidden className="text-muted">
                              –
                            </span>
                          )}
                          <span className="sr-only">{t(has ? 'yes' : 'no')}</span>
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
