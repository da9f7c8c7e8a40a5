/// <reference types="vitest/config" />
import tailwindcss from '@tailwindcss/vite';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env.API_ORIGIN ?? 'http://127.0.0.1:8000';

/** Libraries that change only when we bump them: they stay in the browser's cache across releases. */
const VENDOR =
  /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store|@tanstack[\\/](query-core|react-query|router-core|react-router|history|store|react-store)|use-intl|intl-messageformat|@formatjs|@schummar|icu-minify)[\\/]/;

/** Small modules that the same pages need, in one file each, where each was one: a hundred bytes are not worth a request. */
const START = new RegExp(
  [
    String.raw`lucide-react[\\/]dist[\\/]esm[\\/](?!icons[\\/])`,
    String.raw`[\\/]icons[\\/](compass|rotate-cw|triangle-exclamation-point)\.`,
    String.raw`[\\/]src[\\/](brand|i18n[\\/]i18n\.tsx|lib[\\/](store|preferences|problem|window-title|use-debounced|unique-key)|ui[\\/]kbd)`,
  ].join('|'),
);
const SHELL = new RegExp(
  [
    String.raw`[\\/]icons[\\/](book-open|chevrons-up-down|cloud-upload|file-pen|inbox|landmark|list-tree)\.`,
    String.raw`[\\/]icons[\\/](receipt-text|rotate-ccw-clock|search|upload|users)\.`,
    String.raw`[\\/]src[\\/](lib[\\/](hotkeys|use-leave-warning|leftovers)|ui[\\/](progress|refresh|upload-button))`,
  ].join('|'),
);
const PAGES =
  /[\\/]src[\\/](lib[\\/](dates|grouped|span)|ui[\\/](page-header|skeleton|date-text|card|status|badge|empty-state|list-state)\.)/;
const MONEY = /[\\/]src[\\/](lib[\\/]money|ui[\\/](amount|entry-total))\./;

export default defineConfig({
  plugins: [
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      routesDirectory: './src/app/routes',
      generatedRouteTree: './src/app/route-tree.gen.ts',
      quoteStyle: 'single',
    }),
    react(),
    tailwindcss(),
  ],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  server: {
    host: process.env.DEV_HOST ?? '127.0.0.1',
    port: 5173,
    strictPort: true,
    // One origin in development too: the cookie stays SameSite=Strict and no CORS is configured anywhere.
    proxy: {
      '/api': { target: api, changeOrigin: false },
      '/problems': { target: api, changeOrigin: false },
    },
  },
  build: {
    target: 'baseline-widely-available',
    manifest: true,
    sourcemap: 'hidden',
    assetsInlineLimit: 0, // no data: addresses, so font-src and img-src can stay strict
    chunkSizeWarningLimit: 500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vendor', test: VENDOR, priority: 20 },
            { name: 'start', test: START, priority: 18 },
            { name: 'shell', test: SHELL, priority: 15 },
            { name: 'pages', test: PAGES, priority: 10 },
            { name: 'money', test: MONEY, priority: 10 },
          ],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    isolate: false, // one set of modules per worker: half the time; setup.ts puts back what they hold
    setupFiles: ['src/testing/setup.ts'],
    css: false,
    restoreMocks: true,
    testTimeout: 120_000,
    include: ['src/**/*.test.{ts,tsx}'],
  },
});
