import { dropFiles, expect, expectAccessible, newPerson, register, test } from './fixtures';
import { PHOTOGRAPHED, photographedPage } from './samples';

test.describe('an address that leads nowhere', () => {
  test.use({ allowed: /status of (404|422)/ });
  const SAID = {
    English: ['This document does not exist', 'This entry does not exist', 'There is nothing here'],
    Nederlands: ['Dit document bestaat niet', 'Deze boeking bestaat niet', 'Hier is niets'],
    Français: ['Ce document n’existe pas', 'Cette écriture n’existe pas', 'Il n’y a rien ici'],
  };

  test('says so in the language of the reader, and leads back', async ({ page }) => {
    await register(page);
    for (const [language, sentences] of Object.entries(SAID)) {
      await page
        .getByRole('button', { name: /^(Account|Compte) / })
        .first()
        .click();
      const told = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
      await page.getByRole('menuitemradio', { name: language }).click();
      await told;
      for (const [at, path] of ['/documents/nonsense', '/journal/nonsense', '/nowhere'].entries()) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toContainText(sentences[at] ?? '');
        await expect(page.getByText(/uuid|request|404|422/i)).toHaveCount(0);
        await expectAccessible(page);
        await page.getByRole('link', { name: /Go to the dashboard|overzicht|aperçu/ }).click();
        await expect(page.getByRole('heading', { level: 1, name: /An/ })).toBeVisible();
      }
    }
  });
});

test('a page for another company is booked only after an express tick', async ({ page }) => {
  test.setTimeout(180_000);
  await register(page, { ...newPerson(), vatNumber: 'BE0123456749' });
  await dropFiles(page, [photographedPage()]);
  await page
    .getByRole('list', { name: 'Documents' })
    .getByText('To review')
    .filter({ visible: true })
    .waitFor({ timeout: 120_000 });
  await page.getByRole('link', { name: new RegExp(PHOTOGRAPHED.supplier) }).click();
  const tick = page.getByRole('checkbox', { name: 'Book anyway' });
  await expect(tick).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press('Control+Enter');
  await expect(tick).toBeFocused();
  await expect(page.getByText('Tick “Book anyway” to book it')).toBeVisible();
  await tick.check();
  await expect(page.getByRole('table', { name: 'What will be posted' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(`${PHOTOGRAPHED.supplier} approved`)).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  test('the tab of the filter is in view', async ({ page }) => {
    await register(page);
    await page.goto('/documents?status=failed');
    const current = page.getByRole('navigation', { name: 'By state' }).locator('[aria-current=page]');
    await expect(current).toHaveCount(1);
    await expect(current).toHaveText('Not readable');
    await expect(current).toBeInViewport({ ratio: 0.95 });
  });
});
