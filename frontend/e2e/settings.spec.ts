import type { Page } from '@playwright/test';
import { expect, expectAccessible, headersOf, register, test } from './fixtures';
import { confirmAddress } from './mailbox';

const PAGES = [
  ['/settings', 'Profile'],
  ['/settings/security', 'Security'],
  ['/settings/company', 'Company'],
  ['/settings/people', 'People'],
] as const;
const ON_PHONES = [
  ...PAGES.map(([path]) => path),
  '/settings/api-keys',
  '/settings/webhooks',
  '/settings/mail',
  '/audit',
  '/audit/retention',
];
const PHONE = { width: 390, height: 844 };

async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toHaveCount(0);
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const over = await page.evaluate(() => {
    const main = document.querySelector('main');
    const wide = (element: Element) => element.scrollWidth - element.clientWidth;
    return Math.max(wide(document.documentElement), main ? wide(main) : 0);
  });
  expect(over, page.url()).toBeLessThanOrEqual(0);
}

test('every page of the settings has a name and an address', async ({ page }) => {
  await register(page);
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page.getByRole('heading', { name: 'Profile' })).toBeVisible();
  const navigation = page.getByRole('navigation', { name: 'Settings' });
  for (const [path, name] of PAGES) {
    await navigation.getByRole('link', { name, exact: true }).click();
    await expect(page).toHaveURL(path);
    await expect(page).toHaveTitle(`${name} · Smart Accounting`);
    await settled(page);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});

test('the settings and the audit log fit on a phone, in the languages with the long words', async ({ page }) => {
  const headers = await headersOf(page.request, await register(page));
  await page.setViewportSize(PHONE);
  for (const [index, path] of ON_PHONES.entries()) {
    const language = ['nl', 'fr'][index % 2] as string;
    await page.request.patch('/api/v1/me', { data: { language }, headers });
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await settled(page);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});

test('the doors have room on a phone, in every language', async ({ page }) => {
  await page.setViewportSize(PHONE);
  for (const path of ['/sign-in', '/sign-up', '/forgot-password', '/reset-password#token=a.b.c', '/invitation']) {
    await page.goto(path);
    for (const language of ['Nederlands', 'Français', 'English']) {
      await page.getByRole('button', { name: language }).click();
      await expectNoSidewaysScroll(page);
    }
    await expectAccessible(page);
  }
});

test('appearance takes effect at once and stays', async ({ page }) => {
  await register(page);
  await page.goto('/settings');
  const root = page.locator('html');
  await page.getByRole('group', { name: 'Theme' }).getByText('Dark').click();
  await expect(root).toHaveAttribute('data-theme', 'dark');
  const card = page.getByRole('region', { name: 'Personal details' });
  const before = (await card.boundingBox())?.height ?? 0;
  await page.getByRole('group', { name: 'Density' }).getByText('Compact').click();
  await expect(root).toHaveAttribute('data-density', 'compact');
  expect((await card.boundingBox())?.height ?? 0).toBeLessThan(before);
  await expectAccessible(page);
  await page.reload();
  await settled(page);
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await expect(root).toHaveAttribute('data-density', 'compact');
  for (const path of ['/', '/documents', '/journal', '/settings/people']) {
    await page.goto(path);
    await settled(page);
    await expectAccessible(page);
  }
  await page.goto('/settings');
  await page.getByLabel('Language', { exact: true }).selectOption('nl');
  await expect(page.getByRole('heading', { name: 'Profiel' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Instellingen' }).getByRole('link')).toContainText(['Profiel']);
});

test('a company’s data is exported, and the company closed by its name', async ({ page }) => {
  const person = await register(page);
  await confirmAddress(page, person.email);
  await page.goto('/settings/company');
  await page.getByRole('button', { name: 'Make an export' }).click();
  const ready = page.getByRole('list', { name: 'Exports' }).getByRole('button', { name: 'Download' });
  await expect(ready).toBeVisible({ timeout: 60_000 });
  const saving = page.waitForEvent('download');
  await ready.click();
  expect((await saving).suggestedFilename()).toMatch(/^company-data-\d{4}-\d\d-\d\d\.zip$/);

  await page.getByRole('button', { name: 'Close…' }).click();
  const dialog = page.getByRole('dialog', { name: `Close ${person.company} for good?` });
  await expect(dialog.getByLabel(`Type “${person.company}” to be sure`)).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type(person.company);
  await dialog.getByLabel('Current password').fill(person.password);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(/Its books are kept until/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.getByRole('complementary', { name: 'This company is closed.' })).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await expect(page.getByRole('button', { name: 'Make an export' })).toBeEnabled();
  await page.goto('/journal');
  await expect(page.getByRole('heading', { name: 'Journal' })).toBeVisible();
});

test.describe('erasing oneself', () => {
  test.use({ allowed: /40[19]/ });

  test('is refused to an only owner, and possible once the company is closed', async ({ page }) => {
    const person = await register(page);
    const erase = async () => {
      await page.goto('/settings');
      await page.getByRole('button', { name: 'Erase…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Erase your account?' });
      await dialog.getByLabel('Current password').fill(person.password);
      await dialog.getByLabel('I understand that this is for good').check();
      await dialog.getByRole('button', { name: 'Erase my account' }).click();
      return dialog;
    };
    const refused = await erase();
    await expect(refused.getByRole('alert')).toContainText(person.company);
    await expectAccessible(page);

    await page.goto('/settings/company');
    await page.getByRole('button', { name: 'Close…' }).click();
    const closing = page.getByRole('dialog');
    await closing.getByLabel(`Type “${person.company}” to be sure`).fill(person.company);
    await closing.getByLabel('Current password').fill(person.password);
    await closing.getByRole('button', { name: 'Close for good' }).click();
    await expect(closing.getByText(/Its books are kept until/)).toBeVisible();

    await erase();
    await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
    await page.getByLabel('E-mail').fill(person.email);
    await page.getByLabel('Password').fill(person.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toHaveText('E-mail or password is wrong.');
  });
});
