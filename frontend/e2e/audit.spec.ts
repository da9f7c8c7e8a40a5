import { readFileSync } from 'node:fs';
import { dropFiles, expect, expectAccessible, register, test } from './fixtures';
import { confirmAddress } from './mailbox';
import { ublInvoice } from './samples';

const INVOICE = { number: '2026-0707', supplier: 'Drukkerij Claes', net: '100.00', vat: '21.00', total: '121.00' };

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the log is one of the settings, with their row above it', async ({ page }) => {
    await register(page);
    await page.goto('/settings/people');
    const row = page.getByRole('navigation', { name: 'Settings' });
    await row.getByRole('link', { name: 'Audit log' }).click();
    await expect(page).toHaveURL(/\/audit/);
    await expect(row.getByRole('link', { name: 'Audit log' })).toHaveAttribute('aria-current', 'page');
    await expect(row.getByRole('link', { name: 'Audit log' })).toBeInViewport();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Retention' }).click();
    await expect(row.getByRole('link', { name: 'Audit log' })).toBeInViewport();
    await row.getByRole('link', { name: 'People' }).click();
    await expect(page).toHaveURL(/settings\/people/);
  });
});

test('what was done is found, proven and taken along', async ({ page }) => {
  const person = await register(page);
  await confirmAddress(page, person.email);
  await page.goto('/settings');
  await page.getByLabel('Name').fill('An Peeters-Claes');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(page.getByText('Saved')).toBeVisible();
  await page.goto('/documents');
  await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible();
  await dropFiles(page, [ublInvoice(INVOICE)]);
  await expect(page.getByRole('list', { name: 'Documents' }).getByRole('link')).toHaveCount(1);

  await page.goto('/audit');
  await expect(page.getByRole('heading', { level: 1, name: 'Audit log' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Document uploaded/ })).toBeVisible();
  await expectAccessible(page);

  await test.step('an event shows who did it, from where, and what was there before', async () => {
    await page.getByLabel('What happened').selectOption({ label: 'Profile changed' });
    await expect(page).toHaveURL(/event=user\.revised/);
    await page.getByRole('link', { name: /Profile changed/ }).click();
    const sheet = page.getByRole('dialog', { name: 'Profile changed' });
    const row = sheet.getByRole('row', { name: /name/i });
    for (const said of [row.getByRole('cell').first(), row.getByRole('cell').last()]) {
      await expect(said).toHaveText(/^\w+:[0-9a-f]{64}$/); // a fingerprint: a name must be able to be forgotten
    }
    await expect(sheet.getByText('127.0.0.1')).toBeVisible();
    await expect(sheet.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('link', { name: /Profile changed/ })).toBeFocused();
  });

  await test.step('an event leads to the document it is about', async () => {
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByLabel('What happened').selectOption({ label: 'Documents: everything' });
    await page.getByRole('link', { name: /Document uploaded/ }).click();
    await page.getByRole('link', { name: 'Show document' }).click();
    await expect(page).toHaveURL(/\/documents\/[0-9a-f-]{36}$/);
    await page.goBack();
    await expect(page.getByRole('dialog', { name: 'Document uploaded' })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('search looks into everything; a filter without result can be cleared', async () => {
    await page.goto('/audit?q=full_name');
    await expect(page.getByRole('link', { name: /Profile changed/ })).toHaveCount(1);
    await page.goto('/audit?q=nobody-wrote-this');
    await expect(page.getByText('Nothing matches these filters')).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await expect(page.getByRole('link', { name: /Account created/ })).toBeVisible();
  });

  await test.step('the log is proven, its two halves apart', async () => {
    await page.getByRole('button', { name: 'Verify' }).click();
    await expect(page.getByRole('heading', { name: 'The log is sound' })).toBeFocused({ timeout: 30_000 });
    await expect(page.getByRole('heading', { name: 'Nothing was altered' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Nothing is missing' })).toBeVisible();
    await expectAccessible(page);
    const head = await page.getByText(/^[0-9a-f]{64}$/).innerText();
    const [, sequence] = /event (\d+)/.exec(await page.getByText(/^End of the log/).innerText()) ?? [];
    await page.getByText('Hold the log against an end').click();
    await page
      .getByLabel('Number and hash')
      .fill(`${sequence} ${head.replace(/^./, (first) => (first === '0' ? '1' : '0'))}`);
    await page.getByRole('button', { name: 'Check against it' }).click();
    await expect(page.getByRole('heading', { name: 'Something was altered' })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('it is not the event that you noted')).toBeVisible();
    await expectAccessible(page);
    await page.getByText('Hold the log against an end').click();
    await page.getByLabel('Number and hash').fill(`${sequence} ${head}`);
    await page.getByRole('button', { name: 'Check against it' }).click();
    await expect(page.getByRole('heading', { name: 'Nothing was altered' })).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Close the result' }).click();
  });

  await test.step('the file holds exactly what the filter leaves', async () => {
    await page.goto('/audit?event=user.revised');
    await expect(page.getByRole('link', { name: /Profile changed/ })).toHaveCount(1);
    for (const [item, name] of [
      ['CSV file', 'audit-log.csv'],
      ['Excel file (XLSX)', 'audit-log.xlsx'],
    ] as const) {
      await page.getByRole('button', { name: 'Download' }).click();
      const saved = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: item }).click();
      const file = await saved;
      expect(file.suggestedFilename()).toBe(name);
      const content = readFileSync(await file.path());
      if (name.endsWith('csv')) {
        const lines = content.toString('utf8').trim().split('\r\n');
        expect(lines).toHaveLength(2);
        expect(lines[1]).toContain('user.revised');
      } else expect(content.subarray(0, 2).toString()).toBe('PK');
    }
  });

  await test.step('how long what is kept, and why', async () => {
    await page.getByRole('navigation', { name: 'Audit log' }).getByRole('link', { name: 'Retention' }).click();
    await expect(page.getByRole('row', { name: /^Invoices 10 years/ })).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  test('nothing is wider than the screen', async ({ page }) => {
    await register(page);
    for (const path of [
      '/audit',
      '/audit?open=1',
      '/audit/retention',
      '/settings/api-keys',
      '/settings/webhooks',
      '/settings/mail',
    ]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 }).or(page.getByRole('dialog'))).toBeVisible();
      await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toHaveCount(0);
      const { wide, seen } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        seen: document.documentElement.clientWidth,
      }));
      expect(wide, path).toBeLessThanOrEqual(seen);
      await expectAccessible(page);
    }
  });
});
