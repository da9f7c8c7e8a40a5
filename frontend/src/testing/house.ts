import { type HttpHandler, HttpResponse, http } from 'msw';
import { PERMISSIONS, type RoleName } from '@/api/gen/roles.gen';
import type { CompanyRead, InvitationRead, Me, MemberRead, MfaRead, SessionRead, Tokens } from '@/api/gen/types.gen';
import { ME } from './fixtures';
import { office, problem } from './office';

const META = { request_id: 'req_test', timestamp: '2026-11-21T10:00:00Z' };

export const answer = (data: unknown, meta: object = {}, status = 200) =>
  HttpResponse.json({ data, meta: { ...META, ...meta } }, { status });

export const listed = (rows: readonly unknown[]) => answer(rows, { next_cursor: null, has_more: false });

/** What a role may do, as the API's document says. */
export const permissionsOf = (role: RoleName): string[] =>
  Object.entries(PERMISSIONS).flatMap(([name, roles]) => ((roles as readonly RoleName[]).includes(role) ? [name] : []));

export function person(change: Partial<Me> = {}): Me {
  const role = change.role ?? 'owner';
  return { ...ME, permissions: permissionsOf(role), ...change, role };
}

export const TOKENS: Tokens = {
  type: 'tokens',
  access_token: 'fresh',
  token_type: 'bearer',
  expires_in: 900,
  user: { id: ME.id, type: 'user', email: ME.email, full_name: ME.full_name, language: 'en' },
  tenant: ME.tenant,
};

export function member(name: string, change: Partial<MemberRead> = {}): MemberRead {
  return {
    id: name.toLowerCase(),
    type: 'member',
    full_name: name,
    email: `${name.toLowerCase()}@example.com`,
    role: 'member',
    joined_at: '2026-11-01T08:00:00Z',
    last_seen_at: null,
    mfa_enabled: false,
    email_verified: true,
    version: 3,
    ...change,
  };
}

export function invitation(change: Partial<InvitationRead> = {}): InvitationRead {
  return {
    id: 'inv-1',
    type: 'invitation',
    email: 'bram@example.com',
    role: 'accountant',
    status: 'pending',
    created_at: '2026-11-20T08:00:00Z',
    expires_at: '2026-11-27T08:00:00Z',
    invited_by: ME.full_name,
    ...change,
  };
}

export const COMPANY: CompanyRead = {
  id: ME.tenant.id,
  type: 'company',
  name: ME.tenant.name,
  vat_number: null,
  country: 'BE',
  currency: 'EUR',
  mfa_required: false,
  created_at: '2026-11-01T08:00:00Z',
  closed_at: null,
  version: 4,
  enterprise_number: null,
  street: null,
  postal_code: null,
  city: null,
  email: null,
  phone: null,
  website: null,
  legal_form: null,
  court: null,
  iban: null,
  bic: null,
  has_logo: false,
  invoice_note: null,
  vat_period: 'quarter',
  sells: null,
  vat_regimes: [{ regime: 'standard', valid_from: null }],
  payment_days: 30,
  year_starts_in: 1,
  sends_reminders: false,
  terms_claim_costs: false,
  small_difference: '5.00',
  most_discount_percent: '10.00',
};

export const NO_MFA: MfaRead = {
  type: 'mfa',
  enabled: false,
  confirmed_at: null,
  recovery_codes_left: 0,
  required_by_company: false,
};

export function session(id: string, change: Partial<SessionRead> = {}): SessionRead {
  return {
    id,
    type: 'session',
    created_at: '2026-11-20T08:00:00Z',
    last_seen_at: '2026-11-21T09:00:00Z',
    expires_at: '2026-11-28T09:00:00Z',
    ends_at: '2026-12-20T08:00:00Z',
    ip: '203.0.113.7',
    user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
    current: false,
    company: ME.tenant.name,
    ...change,
  };
}

/** Somebody signed in, with an empty company around them; later handlers given to the server win. */
export function house(me: Me = person()): HttpHandler[] {
  return [
    http.get('*/api/v1/me', () => answer(me)),
    http.get('*/api/v1/me/mfa', () => answer(NO_MFA)),
    http.get('*/api/v1/me/sessions', () => answer([session('here', { current: true })])),
    http.get('*/api/v1/company', () => answer(COMPANY)),
    http.get('*/api/v1/members', () => listed([member('An', { id: me.id, role: me.role })])),
    http.get('*/api/v1/invitations', () => listed([])),
    http.get('*/api/v1/exports', () => listed([])),
    // Nothing stands out where a test does not say so.
    http.get('*/api/v1/anomalies/findings', () => listed([])),
    // Who comes home finds nothing there that a test has to describe.
    http.get('*/api/v1/insights/dashboard', () => problem(503, 'unavailable', 'Away')),
    ...office([]).handlers,
  ];
}
