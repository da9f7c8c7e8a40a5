import { createStore, useStore } from './store';

/** What this browser remembers about how a person likes to look at the books. */
export type Theme = 'light' | 'dark' | 'system';
export type Density = 'comfortable' | 'compact';

const THEMES: readonly Theme[] = ['light', 'dark', 'system'];

/** What `remember` kept, or null. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage may be forbidden; the app works without it
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // nothing is lost but the memory of it
  }
}

const theme = createStore<Theme>(THEMES.find((t) => t === recall('theme')) ?? 'system');
const density = createStore<Density>(recall('density') === 'compact' ? 'compact' : 'comfortable');
const privacy = createStore(recall('privacy') === 'on');
const singleKeys = createStore(recall('single-keys') !== 'off');

function paintTheme(): void {
  const choice = theme.get();
  const dark = choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

export function setTheme(next: Theme): void {
  theme.set(next);
  remember('theme', next);
  paintTheme();
}

/** How much air there is around things; `theme.js` sets it before the first paint. */
export function setDensity(next: Density): void {
  density.set(next);
  remember('density', next);
  document.documentElement.dataset.density = next;
}

/** Follows the system while the choice is "system". Call once at start. */
export function watchSystemTheme(): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paintTheme);
}

export function togglePrivacy(): void {
  privacy.set((on) => !on);
  remember('privacy', privacy.get() ? 'on' : 'off');
}

/** One-letter shortcuts can be switched off (WCAG 2.1.4); combinations with Ctrl keep working. */
export function setSingleKeys(on: boolean): void {
  singleKeys.set(on);
  remember('single-keys', on ? 'on' : 'off');
}

export const singleKeysAreOn = singleKeys.get;
export const useTheme = () => useStore(theme);
export const useDensity = () => useStore(density);
export const usePrivacy = () => useStore(privacy);
export const useSingleKeys = () => useStore(singleKeys);
