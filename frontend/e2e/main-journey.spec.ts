import { dropFiles, expect, expectAccessible, signUp, test } from './fixtures';
import { PHOTOGRAPHED, pdfInvoice, photographedPage, ublInvoice } from './samples';

const FILES = [
  pdfInvoice({ number: '2026-0101', supplier: 'Poetsbedrijf Claes BV', net: '400,00', vat: '84,00', total: '484,00' }),
  pdfInvoice({
    number: '2026-0102',
    supplier: 'Poetsbedrijf Claes BV',
    net: '1000,00',
    vat: '210,00',
    total: '1210,00',
  }),
  ublInvoice({ number: 'V-77', supplier: 'Drukkerij Maes NV', net: '200.00', vat: '42.00', total: '242.00' }),
];

test('dropped files and a photographed page become booked purchases, and one approval is taken back', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await signUp(page);
  await expectAccessible(page);

  await test.step('drop four files on the dashboard', async () => {
    await dropFiles(page, [...FILES, photographedPage()]);
    await expect(page).toHaveURL(/\/documents/);
    const list = page.getByRole('list', { name: 'Documents' });
    await expect(list.getByRole('link')).toHaveCount(4);
    await expect(list.getByText('To review').filter({ visible: true })).toHaveCount(4, { timeout: 120_000 });
    await expectAccessible(page);
  });

  await test.step('review with the keyboard alone', async () => {
    await page
      .getByRole('link', { name: /^To review/ })
      .first()
      .click();
    await expect(page.getByRole('list', { name: 'Documents' }).getByRole('link')).toHaveCount(4);
    await page.keyboard.press('r');
    await expect(page.getByText('1 of 4')).toBeVisible();
    await page.keyboard.press('j');
    await expect(page.getByText('2 of 4')).toBeVisible();
    await page.keyboard.press('k');
    await expect(page.getByText('1 of 4')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('a field lights up its box, and a box finds its field', async () => {
    const paged = page.getByRole('img', { name: /^Page 1/ });
    while (!(await paged.isVisible())) {
      await page.keyboard.press('j');
      await page.waitForTimeout(400);
    }
    await page.getByRole('textbox', { name: 'Total', exact: true }).focus();
    const box = page.locator('[data-box=total_amount]');
    await expect(box).toHaveAttribute('aria-pressed', 'true');
    await page.locator('[data-box=invoice_number]').click({ force: true });
    await expect(page.getByRole('textbox', { name: 'Invoice number' })).toBeFocused();
    await expect(box).toHaveAttribute('aria-pressed', 'false');
  });

  await test.step('a correction saves itself and shows in the booking', async () => {
    await page.getByRole('textbox', { name: 'Invoice number' }).fill('CORR-1');
    await expect(page.getByText('Saved')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Invoice number' })).toHaveValue('CORR-1');
    await expect(page.getByRole('table', { name: 'What will be posted' })).toContainText('440');
    await expect(page.locator('[data-field=invoice_number]')).toContainText('corrected');
  });

  await test.step('Ctrl+Enter approves and goes on until nothing waits', async () => {
    for (const left of [3, 2, 1, 0]) {
      await expect(page.getByRole('button', { name: 'Approve' })).toBeEnabled();
      await page.keyboard.press('Control+Enter');
      if (left === 0) break;
      await expect(page.getByText(new RegExp(`of ${left}$`))).toBeVisible();
      // The next document starts at its beginning, with the cursor where a look is worth while.
      await expect(page.locator('[data-field] :focus')).toBeVisible();
      await expect(page.locator('[data-field] :focus')).toBeInViewport();
    }
    await expect(page.getByText('All reviewed')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('the journal holds balanced entries that lead to their document', async () => {
    await page.getByRole('link', { name: 'Journal' }).first().click();
    const entries = page.getByRole('list', { name: 'Journal' }).getByRole('button', { expanded: false });
    await expect(entries).toHaveCount(4);
    await expect(page.getByRole('button', { name: new RegExp(PHOTOGRAPHED.supplier) })).toContainText(
      PHOTOGRAPHED.total,
    );
    await page.getByRole('button', { name: /CORR-1/ }).click();
    const total = page.getByRole('row', { name: /^Total/ });
    const [debit, credit] = await total.getByRole('cell').allInnerTexts();
    expect(debit).toBe(credit);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Show document' }).click();
    await expect(page.getByText('Approved and booked')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('U takes the approval back; the books keep both entries', async () => {
    await page.keyboard.press('u');
    await expect(page.getByText('Approval undone')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible();
    await page.getByRole('link', { name: 'Journal' }).first().click();
    const list = page.getByRole('list', { name: 'Journal' });
    await expect(list.getByRole('button', { expanded: false })).toHaveCount(5);
    await expect(list.getByText('Reversed', { exact: true })).toHaveCount(1);
    await expect(list.getByText('Reversal', { exact: true })).toHaveCount(1);
  });

  await test.step('the trial balance is even and leads to the entries', async () => {
    await page.getByRole('link', { name: 'Reports' }).first().click();
    await page.getByRole('link', { name: 'Trial balance' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Difference' })).toContainText('0.00');
    await expectAccessible(page);
    await page.getByRole('link', { name: /^440/ }).click();
    await expect(page).toHaveURL(/general-ledger\?.*account=440/);
    await expect(page.getByRole('link', { name: /^P\d{4}-\d+$/ })).toHaveCount(5);
  });

  await test.step('the dashboard shows what was booked', async () => {
    await page.getByRole('link', { name: 'Dashboard' }).first().click();
    await expect(page.getByText('document to review')).toBeVisible();
    await expect(
      page
        .getByRole('img', { name: 'Result by month' })
        .or(page.getByRole('figure', { name: 'Result by month' }))
        .first(),
    ).toBeVisible();
    await expectAccessible(page);
  });
});
