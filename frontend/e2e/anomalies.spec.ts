import type { Page } from '@playwright/test';
import { expect, expectAccessible, newPerson, register, test } from './fixtures';
import { booked } from './purchases';

const SHOTS = process.env.SHOTS;
async function picture(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
}

test('a duplicate stands out, is explained with the reasons beside it, and taken back; controls are tried on last year', async ({
  page,
  request,
}) => {
  test.setTimeout(300_000);
  const person = await register(page, newPerson());

  await test.step('before anybody has looked the page teaches what it looks for', async () => {
    await page.goto('/anomalies');
    await expect(page.getByText('Nobody has looked yet')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'never');
  });

  await booked(request, person);
  const panel = page.getByRole('region', { name: 'Finding' });

  await test.step('looked for now, it is found beside the invoice it repeats', async () => {
    await page.getByRole('button', { name: 'Look now' }).first().click();
    await expect(page.getByText(/entries looked at/)).toBeVisible({ timeout: 90_000 });
    await expect(panel.getByText('Almost the same invoice')).toBeVisible();
    await expect(panel.getByText(/the number differs only in signs or spaces/)).toBeVisible();
    const pair = panel.getByRole('table', { name: 'The two side by side' });
    await expect(pair.locator('mark')).toHaveText('-');
    await expectAccessible(page);
    await picture(page, 'found');
  });

  await test.step('the badge on the invoice leads to it', async () => {
    await page.goto('/invoices?tab=purchases');
    await page
      .getByRole('link', { name: /Stands out/ })
      .first()
      .click();
    await expect(page.getByText('This is unlike what usually happens.')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'badge');
    await page.getByRole('link', { name: 'See why' }).click();
    await expect(panel.getByText('Almost the same invoice')).toBeVisible();
  });

  await test.step('the dashboard asks for it', async () => {
    await page.goto('/');
    await page.getByRole('link', { name: /stands? out/ }).click();
    await expect(panel).toBeVisible();
  });

  await test.step('explained by keyboard, found again among what is dealt with, and taken back', async () => {
    await page.keyboard.press('e');
    await page.getByRole('dialog').getByRole('textbox').fill('Two deliveries on one order');
    await page.getByRole('dialog').getByRole('button', { name: 'Explain' }).click();
    await expect(page.getByText(/^Explained: /)).toBeVisible();
    await page.getByRole('link', { name: 'Dealt with' }).click();
    await expect(panel.getByText('Two deliveries on one order')).toBeVisible();
    await page.keyboard.press('u');
    await expect(page.getByText('Undone; it waits again')).toBeVisible();
    await page.getByRole('link', { name: 'To look at' }).click();
    await expect(panel.getByText('Almost the same invoice')).toBeVisible();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog').getByText('Snooze…')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('a control is tried on last year before it is switched off', async () => {
    await page.getByRole('link', { name: 'Controls', exact: true }).click();
    await page.getByRole('checkbox', { name: /Almost the same invoice/ }).uncheck();
    await page.getByRole('button', { name: 'Try on last year' }).click();
    await expect(page.getByRole('region', { name: 'Would not have stood out' })).toBeVisible({ timeout: 60_000 });
    await expectAccessible(page);
    await picture(page, 'preview');
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await expect(page.getByText('The controls are kept')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('checkbox', { name: /Almost the same invoice/ })).not.toBeChecked();
  });

  await test.step('leading digits: too few are not judged, more are drawn and told as a table', async () => {
    await page.getByRole('link', { name: 'Leading digits' }).click();
    await expect(page.getByText(/61 amounts are too few to judge: it takes 1,?000/)).toBeVisible();
    await page.getByText('Show as table').click();
    await expect(page.getByRole('table', { name: 'Leading digits' }).getByRole('row')).toHaveCount(91);
    await expectAccessible(page);
    await picture(page, 'digits');
  });

  await test.step('what was looked at is kept, and the same comes out again', async () => {
    await page.getByRole('link', { name: 'Searches' }).click();
    await page.getByRole('button', { name: /Asked for/ }).click();
    await page.getByRole('button', { name: 'Repeat' }).click();
    await expect(page.getByText('It is being repeated; the answer comes here')).toBeVisible();
    await expect(async () => {
      await page.reload();
      await page.getByRole('button', { name: /Asked for/ }).click();
      await expect(page.getByText('Exactly the same')).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 60_000 });
    await expectAccessible(page);
  });

  await test.step('on a phone one finding at a time, and every page within its width', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['/anomalies', '/anomalies/digits', '/anomalies/runs', '/anomalies/controls']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide, path).toBeLessThanOrEqual(0);
      await picture(page, `phone${path.replaceAll('/', '-')}`);
    }
  });
});
