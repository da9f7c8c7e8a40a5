import { expect, expectAccessible, register, test } from './fixtures';

const PAGES = ['/', '/documents', '/journal', '/reports/trial-balance', '/accounts', '/settings', '/nowhere'];

test('every page is accessible in light and dark, also empty', async ({ page }) => {
  await register(page);
  for (const path of PAGES) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toHaveCount(0);
    await expectAccessible(page);
  }
});

test('language, theme and privacy are a menu away and stay', async ({ page }) => {
  const person = await register(page);
  const open = (name: RegExp) => page.getByRole('button', { name }).click();
  await page.goto('/accounts');
  await expect(page.getByText('Trade creditors', { exact: true }).first()).toBeVisible();

  await open(/Account of/);
  await expectAccessible(page);
  await page.getByRole('menuitemradio', { name: 'Nederlands' }).click();
  await expect(page.getByRole('heading', { name: 'Rekeningstelsel' })).toBeVisible();
  await expect(page.getByText('Leveranciers', { exact: true }).first()).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');

  await open(/Account van/);
  await page.getByRole('menuitemradio', { name: 'Français' }).click();
  await expect(page.getByRole('heading', { name: 'Plan comptable' })).toBeVisible();
  await expect(page.getByText('Fournisseurs', { exact: true }).first()).toBeVisible();

  await open(/Compte de/);
  await page.getByRole('menuitemradio', { name: 'Sombre' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Plan comptable' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.goto('/reports/trial-balance');
  await open(/Compte de/);
  await page.getByRole('menuitemcheckbox', { name: /Masquer les montants/ }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: `Compte de ${person.name}` })).toBeFocused();
});

test('palette and key sheet', async ({ page }) => {
  await register(page);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search or jump to' });
  await expect(palette).toBeVisible();
  await expectAccessible(page);
  await page.getByPlaceholder(/A page, /).fill('reports');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/reports\/profit-and-loss/);
  await expect(palette).toBeHidden();

  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(page).toHaveURL(/accounts/);
});

test('Escape goes back to where one was before a key opened something', async ({ page }) => {
  await register(page);
  const opened: [string, string, string][] = [
    ['/accounts', '?', 'Keyboard shortcuts'],
    ['/accounts', 'Control+k', 'Search or jump to'],
    ['/books/tags', 'n', 'New tag'],
    ['/bank/rules', 'n', 'New rule'],
    ['/settings/people', '?', 'Keyboard shortcuts'],
  ];
  for (const [path, key, name] of opened) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle'); // what is focused is not drawn anew any more
    const here = page.getByRole('button', { name: /^Company: / });
    await here.focus();
    for (const time of ['first', 'second']) {
      await page.keyboard.press(key);
      const layer = page.getByRole('dialog', { name });
      await expect(layer, `${path} ${key}`).toBeVisible();
      await expect(layer.locator(':focus')).toHaveCount(1);
      await page.keyboard.press('Escape');
      await expect(layer).toBeHidden();
      await expect(here, `${path} ${key}, the ${time} time`).toBeFocused();
    }
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  test('nothing is wider than the screen and the camera is one tap away', async ({ page }) => {
    await register(page);
    for (const path of PAGES) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const { wide, seen } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        seen: document.documentElement.clientWidth,
      }));
      expect(wide, path).toBeLessThanOrEqual(seen);
      await expectAccessible(page);
    }
    await page.goto('/documents');
    await expect(page.getByRole('button', { name: 'Take a photo' }).first()).toBeVisible();
    await expect(page.getByTestId('camera').first()).toHaveAttribute('capture', 'environment');
  });
});
