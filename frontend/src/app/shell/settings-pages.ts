import {
  Building2,
  FilePen,
  History,
  KeyRound,
  type LucideIcon,
  Mail,
  ShieldCheck,
  User,
  Users,
  Webhook,
} from 'lucide-react';

export interface SettingsPage {
  to:
    | '/settings'
    | '/settings/security'
    | '/settings/company'
    | '/settings/invoicing'
    | '/settings/people'
    | '/settings/api-keys'
    | '/settings/webhooks'
    | '/settings/mail'
    | '/audit';
  name: 'profile' | 'security' | 'company' | 'invoicing' | 'people' | 'apiKeys' | 'webhooks' | 'mail' | 'audit';
  icon: LucideIcon;
  group: 'you' | 'business';
  /** Shown only to who has it. */
  permission?: string;
  /** Where there is no sidebar to find it in. */
  onPhones?: true;
}

/** Every page of the settings, in the order of their navigation. */
export const SETTINGS_PAGES: readonly SettingsPage[] = [
  { to: '/settings', name: 'profile', icon: User, group: 'you' },
  { to: '/settings/security', name: 'security', icon: ShieldCheck, group: 'you' },
  { to: '/settings/company', name: 'company', icon: Building2, group: 'business', permission: 'company:read' },
  { to: '/settings/invoicing', name: 'invoicing', icon: FilePen, group: 'business', permission: 'invoices:read' },
  { to: '/settings/people', name: 'people', icon: Users, group: 'business', permission: 'members:read' },
  { to: '/settings/api-keys', name: 'apiKeys', icon: KeyRound, group: 'business', permission: 'api_keys:read' },
  { to: '/settings/webhooks', name: 'webhooks', icon: Webhook, group: 'business', permission: 'webhooks:read' },
  { to: '/settings/mail', name: 'mail', icon: Mail, group: 'business', permission: 'mail:read' },
  { to: '/audit', name: 'audit', icon: History, group: 'business', permission: 'audit:read', onPhones: true },
];
