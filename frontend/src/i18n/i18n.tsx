import type { ReactNode } from 'react';
import { createTranslator, IntlProvider, useTranslations } from 'use-intl';
import { recall, remember } from '@/lib/preferences';
import { createStore, useStore } from '@/lib/store';
import en from './en.json';

export const LOCALES = ['nl', 'fr', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
type Messages = typeof en;

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}

export const LANGUAGE_NAMES: Record<Locale, string> = { nl: 'Nederlands', fr: 'Français', en: 'English' };

/** Texts follow the reader's language; figures and dates are written as that language does in and around Belgium. */
const FORMAT: Record<Locale, string> = { en: 'en-IE', nl: 'nl-BE', fr: 'fr-BE' };

const catalogues: Record<Locale, () => Promise<Messages>> = {
  en: async () => en,
  nl: () => import('./nl.json').then((module) => module.default),
  fr: () => import('./fr.json').then((module) => module.default),
};

const spoken = createStore<{ locale: Locale; messages: Messages }>({ locale: 'en', messages: en });

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
  const messages = await catalogues[locale]();
  spoken.set({ locale, messages });
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
