import { BookOpen, Gauge, Inbox, ListTree, type LucideIcon, Scale, Settings } from 'lucide-react';

export interface PageLink {
  to: '/' | '/documents' | '/journal' | '/trial-balance' | '/accounts' | '/settings';
  name: 'dashboard' | 'documents' | 'journal' | 'trialBalance' | 'accounts' | 'settings';
  icon: LucideIcon;
  /** Pressed after G. */
  key: string;
}

/** Every page one can go to, in the order of the navigation. */
export const PAGES: readonly PageLink[] = [
  { to: '/', name: 'dashboard', icon: Gauge, key: 'd' },
  { to: '/documents', name: 'documents', icon: Inbox, key: 'i' },
  { to: '/journal', name: 'journal', icon: BookOpen, key: 'j' },
  { to: '/trial-balance', name: 'trialBalance', icon: Scale, key: 't' },
  { to: '/accounts', name: 'accounts', icon: ListTree, key: 'a' },
  { to: '/settings', name: 'settings', icon: Settings, key: 's' },
];
