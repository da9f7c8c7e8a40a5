import { dropFiles, expect, expectAccessible, register, test } from './fixtures';
import { damagedPdf, notADocument, ublInvoice } from './samples';

const GOOD = ublInvoice({ number: 'D-1', supplier: 'Drukkerij Maes NV', net: '100.00', vat: '21.00', total: '121.00' });

test('refused, damaged and repeated files each say what to do', async ({ page }) => {
  test.setTimeout(180_000);
  await register(page);
  await page.getByRole('link', { name: 'Documents', exact: true }).first().click();
  await expect(page.getByText('Drop your first invoice')).toBeVisible();

  await dropFiles(page, [GOOD, notADocument(), damagedPdf()]);
  const upload = page.getByRole('region', { name: 'Upload' });
  await expect(upload.getByText('notities.pdf', { exact: true })).toBeVisible();
  await expect(upload.getByText(/none of PDF/)).toBeVisible();
  const list = page.getByRole('list', { name: 'Documents' });
  await expect(list.getByText('To review').filter({ visible: true })).toHaveCount(1, { timeout: 90_000 });
  await expect(list.getByText('Not readable').filter({ visible: true })).toHaveCount(1, { timeout: 90_000 });
  await expectAccessible(page);

  await test.step('a file that was here before points to the first', async () => {
    await dropFiles(page, [{ ...GOOD, name: 'kopie.xml' }]);
    await expect(upload.getByText(/uploaded this file before/)).toBeVisible();
    await upload.getByRole('link', { name: 'Show the first' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Drukkerij Maes NV' })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('a document is rejected with a reason, and taken back', async () => {
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog', { name: 'Reject this document' });
    await expect(dialog).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await expect(dialog.getByText(/Say why/)).toBeVisible();
    await dialog.getByLabel('Reason').fill('Not for our company');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Drukkerij Maes NV rejected')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible();
  });

  await test.step('an unreadable document can be deleted', async () => {
    await page.goto('/documents?status=failed');
    await list.getByRole('link').first().click();
    await expect(page.getByText('This document could not be read')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText(/kapot.pdf deleted/)).toBeVisible();
  });

  await test.step('a search without result offers the way back', async () => {
    await page.goto('/documents?q=zzz');
    await expect(page.getByText('No document matches “zzz”')).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(list.getByRole('link')).toHaveCount(1);
  });
});
