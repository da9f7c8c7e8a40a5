import type { ReactNode } from 'react';
import { createTranslator, IntlProvider, useTranslations } from 'use-intl';
import { recall, remember } from '@/lib/preferences';
import { createStore, useStore } from '@/lib/store';
import type en from './en.json';
import type anomalies from './parts/anomalies.en.json';
import type audit from './parts/audit.en.json';
import type banking from './parts/banking.en.json';
import type books from './parts/books.en.json';
import type contacts from './parts/contacts.en.json';
import type developers from './parts/developers.en.json';
import type expenses from './parts/expenses.en.json';
import type invoicing from './parts/invoicing.en.json';
import type mail from './parts/mail.en.json';
import type reports from './parts/reports.en.json';
import type settings from './parts/settings.en.json';
import type vat from './parts/vat.en.json';

export const LOCALES = ['nl', 'fr', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
type Messages = typeof en &
  typeof anomalies &
  typeof audit &
  typeof banking &
  typeof contacts &
  typeof invoicing &
  typeof developers &
  typeof mail &
  typeof settings &
  typeof books &
  typeof expenses &
  typeof reports &
  typeof vat;

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}

export const LANGUAGE_NAMES: Record<Locale, string> = { nl: 'Nederlands', fr: 'Français', en: 'English' };

/** Texts follow the reader's language; figures and dates are written as that language does in and around Belgium. */
const FORMAT: Record<Locale, string> = { en: 'en-IE', nl: 'nl-BE', fr: 'fr-BE' };

type Load = () => Promise<{ default: object }>;

const catalogues: Record<Locale, Load> = {
  en: () => import('./en.json'),
  nl: () => import('./nl.json'),
  fr: () => import('./fr.json'),
};

/** Texts that come with the pages that need them: not everybody reads the audit log. */
const PARTS = {
  anomalies: {
    en: () => import('./parts/anomalies.en.json'),
    nl: () => import('./parts/anomalies.nl.json'),
    fr: () => import('./parts/anomalies.fr.json'),
  },
  audit: {
    en: () => import('./parts/audit.en.json'),
    nl: () => import('./parts/audit.nl.json'),
    fr: () => import('./parts/audit.fr.json'),
  },
  banking: {
    en: () => import('./parts/banking.en.json'),
    nl: () => import('./parts/banking.nl.json'),
    fr: () => import('./parts/banking.fr.json'),
  },
  contacts: {
    en: () => import('./parts/contacts.en.json'),
    nl: () => import('./parts/contacts.nl.json'),
    fr: () => import('./parts/contacts.fr.json'),
  },
  developers: {
    en: () => import('./parts/developers.en.json'),
    nl: () => import('./parts/developers.nl.json'),
    fr: () => import('./parts/developers.fr.json'),
  },
  invoicing: {
    en: () => import('./parts/invoicing.en.json'),
    nl: () => import('./parts/invoicing.nl.json'),
    fr: () => import('./parts/invoicing.fr.json'),
  },
  mail: {
    en: () => import('./parts/mail.en.json'),
    nl: () => import('./parts/mail.nl.json'),
    fr: () => import('./parts/mail.fr.json'),
  },
  settings: {
    en: () => import('./parts/settings.en.json'),
    nl: () => import('./parts/settings.nl.json'),
    fr: () => import('./parts/settings.fr.json'),
  },
  books: {
    en: () => import('./parts/books.en.json'),
    nl: () => import('./parts/books.nl.json'),
    fr: () => import('./parts/books.fr.json'),
  },
  expenses: {
    en: () => import('./parts/expenses.en.json'),
    nl: () => import('./parts/expenses.nl.json'),
    fr: () => import('./parts/expenses.fr.json'),
  },
  reports: {
    en: () => import('./parts/reports.en.json'),
    nl: () => import('./parts/reports.nl.json'),
    fr: () => import('./parts/reports.fr.json'),
  },
  vat: {
    en: () => import('./parts/vat.en.json'),
    nl: () => import('./parts/vat.nl.json'),
    fr: () => import('./parts/vat.fr.json'),
  },
} as const satisfies Record<string, Record<Locale, Load>>;

/** Nobody downloads a language they do not read: there are no sentences until `setLocale` has fetched them. */
const spoken = createStore<{ locale: Locale; messages: Messages }>({ locale: 'en', messages: {} as Messages });
const parts = new Set<keyof typeof PARTS>();
let wanted: Locale = 'en';
let reading: Promise<void> = Promise.resolve();

/** One change of texts after the other, each with all that is wanted by then: none overtakes a later one. */
function readTexts(): Promise<void> {
  const next = reading.then(async () => {
    const locale = wanted;
    const loads: Load[] = [catalogues[locale], ...[...parts].map((part) => PARTS[part][locale])];
    const read = await Promise.all(loads.map((load) => load()));
    spoken.set({ locale, messages: Object.assign({}, ...read.map((module) => module.default)) as Messages });
  });
  reading = next.catch(() => {});
  return next;
}

/** To be awaited before a page is shown whose texts are not among those that everybody gets. */
export async function loadTexts(...needed: (keyof typeof PARTS)[]): Promise<void> {
  if (needed.every((part) => parts.has(part))) return reading;
  for (const part of needed) parts.add(part);
  try {
    await readTexts();
  } catch (reason) {
    for (const part of needed) parts.delete(part); // to be asked for again
    throw reason;
  }
}

/** The language a person picked before signing in, until it has been told to the server. */
let picked: Locale | null = null;

export async function pickLocale(locale: Locale): Promise<void> {
  picked = locale;
  await setLocale(locale);
}

export function takePickedLocale(): Locale | null {
  const locale = picked;
  picked = null;
  return locale;
}

export async function setLocale(locale: Locale): Promise<void> {
  wanted = locale;
  await readTexts();
  document.documentElement.lang = locale;
  remember('locale', locale);
}

/** The language chosen here before, else the first of the browser's that we speak. */
export function preferredLocale(): Locale {
  const wanted = [recall('locale'), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return wanted.flatMap((tag) => LOCALES.filter((locale) => locale === tag))[0] ?? 'en';
}

export const currentLocale = (): Locale => spoken.get().locale;
export const formatLocale = (): string => FORMAT[spoken.get().locale];
export const useLocale = (): Locale => useStore(spoken).locale;
export const useFormatLocale = (): string => FORMAT[useStore(spoken).locale];
export const useT = useTranslations;

/** For the few sentences said outside components (one toast for a failed request). */
export function translator() {
  const { locale, messages } = spoken.get();
  return createTranslator({ locale, messages });
}

export function I18n({ children }: { children: ReactNode }) {
  const { locale, messages } = useStore(spoken);
  return (
    <IntlProvider locale={locale} messages={messages} timeZone="Europe/Brussels">
      {children}
    </IntlProvider>
  );
}
