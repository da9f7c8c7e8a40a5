import { BookOpen, Gauge, History, Inbox, ListTree, type LucideIcon, Scale, Settings } from 'lucide-react';
import { useMemo } from 'react';
import { useMay } from '@/api/me';

export interface PageLink {
  to: '/' | '/documents' | '/journal' | '/trial-balance' | '/accounts' | '/audit' | '/settings';
  name: 'dashboard' | 'documents' | 'journal' | 'trialBalance' | 'accounts' | 'audit' | 'settings';
  icon: LucideIcon;
  /** Pressed after G. */
  key: string;
  /** Shown only to who has it. */
  permission?: string;
}

/** Every page one can go to, in the order of the navigation. */
export const PAGES: readonly PageLink[] = [
  { to: '/', name: 'dashboard', icon: Gauge, key: 'd' },
  { to: '/documents', name: 'documents', icon: Inbox, key: 'i' },
  { to: '/journal', name: 'journal', icon: BookOpen, key: 'j' },
  { to: '/trial-balance', name: 'trialBalance', icon: Scale, key: 't' },
  { to: '/accounts', name: 'accounts', icon: ListTree, key: 'a' },
  { to: '/audit', name: 'audit', icon: History, key: 'l', permission: 'audit:read' },
  { to: '/settings', name: 'settings', icon: Settings, key: 's' },
];

/** Those that the person's role opens. */
export function usePages(): readonly PageLink[] {
  const may = useMay();
  return useMemo(() => PAGES.filter((page) => !page.permission || may(page.permission)), [may]);
}
