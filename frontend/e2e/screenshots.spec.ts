import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { DEMO, expect, type Person, signIn, test, withBooks } from './fixtures';

/** With SCREENSHOTS=1 the pictures of the documentation, of the demo company; else of one with little in its books. */
const FOR_THE_DOCS = Boolean(process.env.SCREENSHOTS);
const DOCS = fileURLToPath(new URL('../../docs/screenshots', import.meta.url));
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const THEMES = ['light', 'dark'] as const;
/** Without the documentation each size and each theme once is enough. */
const taken = (width: number, theme: string) => FOR_THE_DOCS || width > 500 === (theme === 'dark');

let person: Pick<Person, 'email' | 'password'> = DEMO;
test.beforeAll(async ({ browser }) => {
  if (!FOR_THE_DOCS) person = await withBooks(await browser.newPage());
});

async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(600);
}

for (const size of SIZES) {
  for (const theme of THEMES.filter((one) => taken(size.width, one))) {
    test(`pictures at ${size.width} in ${theme}`, async ({ browser }, info) => {
      const folder = FOR_THE_DOCS ? DOCS : info.outputPath();
      const phone = size.width < 500;
      const context = await browser.newContext({
        viewport: size,
        colorScheme: theme,
        isMobile: phone,
        hasTouch: phone,
        deviceScaleFactor: phone ? 2 : 1,
      });
      const page = await context.newPage();
      const picture = async (name: string) => {
        await settled(page);
        await page.screenshot({ path: `${folder}/${name}-${size.width}-${theme}.png` });
      };

      await page.goto('/sign-up');
      await picture('sign-up');
      await page.goto('/sign-in');
      await page.getByRole('button', { name: 'English' }).click();
      await signIn(page, person);
      await picture('dashboard');

      await page.goto('/documents');
      await picture('documents');
      if (FOR_THE_DOCS) {
        await page.goto('/documents?status=to_review');
        await page.getByRole('list', { name: 'Documents' }).getByRole('link').nth(1).click();
        await expect(page.getByRole('img', { name: /^Page 1/ })).toBeVisible();
        await page.getByRole('textbox', { name: 'Invoice number' }).focus();
        await picture('review');
      }

      await page.goto('/journal');
      await page.getByRole('list', { name: 'Journal' }).getByRole('button').first().click();
      await picture('journal');
      await page.goto('/reports/trial-balance');
      await picture('trial-balance');
      await page.goto('/accounts');
      await picture('accounts');
      if (!phone) {
        await page.goto('/');
        await settled(page);
        await page.keyboard.press('Control+k');
        await expect(page.getByRole('dialog')).toBeVisible();
        await page.waitForTimeout(600);
        await page.screenshot({ path: `${folder}/palette-${size.width}-${theme}.png` });
      }
      await context.close();
    });
  }
}
