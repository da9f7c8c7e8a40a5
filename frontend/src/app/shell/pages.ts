import {
  BookMarked,
  BookOpen,
  ChartColumn,
  FilePen,
  Flag,
  Gauge,
  History,
  Inbox,
  Landmark,
  ListTree,
  type LucideIcon,
  ReceiptText,
  Settings,
  Users,
  WalletCards,
} from 'lucide-react';
import { useMemo } from 'react';
import { useMay } from '@/api/me';

export interface PageLink {
  to:
    | '/'
    | '/documents'
    | '/invoices'
    | '/bank'
    | '/contacts'
    | '/journal'
    | '/expenses'
    | '/vat'
    | '/reports'
    | '/anomalies'
    | '/books'
    | '/accounts'
    | '/audit'
    | '/settings';
  name:
    | 'dashboard'
    | 'documents'
    | 'invoices'
    | 'bank'
    | 'contacts'
    | 'journal'
    | 'expenses'
    | 'vat'
    | 'reports'
    | 'anomalies'
    | 'books'
    | 'accounts'
    | 'audit'
    | 'settings';
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
  { to: '/invoices', name: 'invoices', icon: FilePen, key: 'f', permission: 'invoices:read' },
  { to: '/bank', name: 'bank', icon: WalletCards, key: 'k', permission: 'banking:read' },
  { to: '/contacts', name: 'contacts', icon: Users, key: 'c', permission: 'contacts:read' },
  { to: '/expenses', name: 'expenses', icon: ReceiptText, key: 'e', permission: 'expenses:read' },
  { to: '/journal', name: 'journal', icon: BookOpen, key: 'j' },
  { to: '/accounts', name: 'accounts', icon: ListTree, key: 'a' },
  { to: '/books', name: 'books', icon: BookMarked, key: 'b' },
  { to: '/vat', name: 'vat', icon: Landmark, key: 'v', permission: 'vat:read' },
  { to: '/reports', name: 'reports', icon: ChartColumn, key: 'r', permission: 'reports:read' },
  { to: '/anomalies', name: 'anomalies', icon: Flag, key: 'o', permission: 'anomalies:read' },
  { to: '/audit', name: 'audit', icon: History, key: 'l', permission: 'audit:read' },
  { to: '/settings', name: 'settings', icon: Settings, key: 's' },
];

/** Those that the person's role opens. */
export function usePages(): readonly PageLink[] {
  const may = useMay();
  return useMemo(() => PAGES.filter((page) => !page.permission || may(page.permission)), [may]);
}
