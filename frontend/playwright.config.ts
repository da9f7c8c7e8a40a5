import { defineConfig } from '@playwright/test';

/** Runs against a stack that is already up (E2E_URL), with the distribution's Chromium. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 240_000, // a busy machine is not a failing test
  expect: { timeout: 30_000 },
  workers: 2, // journeys wait more than they work
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    baseURL: process.env.E2E_URL ?? 'http://127.0.0.1:8000',
    viewport: { width: 1440, height: 900 },
    locale: 'en-IE',
    timezoneId: 'Europe/Brussels',
    reducedMotion: 'reduce',
    trace: { mode: 'retain-on-failure', screenshots: false }, // a film of every journey costs more than the journey
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    },
  },
});
