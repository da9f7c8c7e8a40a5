/// <reference types="vitest/config" />
import tailwindcss from '@tailwindcss/vite';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env.API_ORIGIN ?? 'http://127.0.0.1:8000';

/** Libraries that change only when we bump them: they stay in the browser's cache across releases. */
const VENDOR =
  /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store|@tanstack[\\/](query-core|react-query|router-core|react-router|history|store|react-store)|use-intl|intl-messageformat|@formatjs|@schummar|icu-minify)[\\/]/;

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
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'vendor', test: VENDOR, priority: 20 }] } } },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/testing/setup.ts'],
    css: false,
    restoreMocks: true,
    testTimeout: 40_000,
    include: ['src/**/*.test.{ts,tsx}'],
  },
});
