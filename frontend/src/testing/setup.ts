import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { closeSession } from '@/api/session';
import { setLocale } from '@/i18n/i18n';
import { dismissToast, shownToasts } from '@/lib/toasts';
import { server } from './server';

configure({ asyncUtilTimeout: 30_000 }); // a busy machine is not a failing test
beforeAll(async () => {
  server.listen({ onUnhandledRequest: 'error' });
  await setLocale('en');
});
afterEach(() => {
  server.resetHandlers();
  cleanup();
  closeSession(); // modules are shared by the files of a worker: nobody is signed in and nothing was said
  for (const one of shownToasts()) dismissToast(one.id);
  localStorage.clear();
});
afterAll(() => server.close());

// jsdom has no layout: these exist in every browser we support.
Element.prototype.scrollIntoView = vi.fn();
Element.prototype.scrollTo = vi.fn();
window.scrollTo = vi.fn();
HTMLCanvasElement.prototype.getContext = () => null;
window.matchMedia ??= (query: string) =>
  ({
    matches: false,
    media: query,
    addEventListener: () => {},
    removeEventListener: () => {},
  }) as unknown as MediaQueryList;
globalThis.IntersectionObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
  root = null;
  rootMargin = '';
  scrollMargin = '';
  thresholds = [];
} as unknown as typeof IntersectionObserver;
URL.createObjectURL ??= () => 'blob:page';
URL.revokeObjectURL ??= () => {};
