import { asking, expect, expectAccessible, newPerson, register, test } from './fixtures';

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

test('what is open is followed from the dashboard, a report, a contact and the reminders', async ({ page }) => {
  const person = await register(page, { ...newPerson(), sells: true });
  const ask = await asking(page, person);
  const customer = await ask('/contacts', { name: 'Bakkerij Joos BV', country: 'BE' });
  const supplier = await ask('/contacts', { name: 'Energie Vlaanderen NV', country: 'BE' });
  const lines = [{ description: 'Advice', unit_price: '100.00', vat_rate: '0' }];
  const issue = async (asked: object) => {
    const draft = await ask('/invoices', { lines, ...asked });
    return await ask(`/invoices/${draft.id}/issue`, {});
  };
  const longest = await issue({ contact_id: customer.id, issued_on: day(-60), due_on: day(-40) });
  await issue({ contact_id: customer.id, issued_on: day(-50), due_on: day(-20) });
  const bill = { direction: 'purchase', contact_id: supplier.id, issued_on: day(-20) };
  await issue({ ...bill, number: 'V-7001', due_on: day(3) });
  await issue({ ...bill, number: 'V-7002', due_on: day(30) });
  await ask('/invoices', { lines, ...bill, number: 'V-7003' });

  await test.step('a need opens what it counts, and says that the list is narrowed', async () => {
    await page.goto('/');
    await page.getByRole('link', { name: /bill to pay soon/ }).click();
    await expect(page).toHaveURL(/due=soon/);
    await expect(page.getByText('V-7001')).toBeVisible();
    await expect(page.getByText('V-7002')).toHaveCount(0);
    await expectAccessible(page);
    await page.getByRole('button', { name: /Only due within a week/ }).click();
    await expect(page.getByText('V-7002')).toBeVisible();
    await page.goto('/');
    await page.getByRole('link', { name: /draft bill to book/ }).click();
    await expect(page).toHaveURL(/status=draft/);
    await expect(page.getByText('V-7003')).toBeVisible();
    await expect(page.getByText('V-7001')).toHaveCount(0);
  });

  await test.step('on a phone what is late says since when, and how much is still open', async () => {
    await ask(`/invoices/${longest.id}/pay`, { amount: '30.00' });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/invoices?tab=overdue&direction=sale');
    const row = page.getByRole('list').getByRole('listitem').filter({ hasText: longest.number });
    await expect(row).toContainText('€70.00');
    await expect(row).not.toContainText('€100.00');
    const since = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
    await expect(row).toContainText(since.format(new Date(day(-40))));
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('a line of the aged list opens into its invoices', async () => {
    await page.goto('/reports/aged-receivables?compare=previous_period');
    await page.getByRole('button', { name: 'Bakkerij Joos BV' }).click();
    await expect(page.getByRole('link', { name: /^F\d{4}-/ })).toHaveCount(2);
    await expectAccessible(page);
  });

  await test.step('a figure of the other period leads to its entries', async () => {
    await page.goto(`/reports/trial-balance?from=${day(-10)}&to=${day(0)}&compare=previous_period`);
    await expect(page.getByText(/^compared with: /)).toBeVisible();
    const customers = page.getByRole('row', { name: /^400/ });
    await customers.getByRole('link', { name: '200.00' }).click();
    await expect(page).toHaveURL(/general-ledger/);
    await expect(page).not.toHaveURL(new RegExp(`to=${day(0)}`));
  });

  await test.step('a contact has all that is open and was posted', async () => {
    await page.goto(`/contacts/${customer.id}`);
    await expect(page.getByRole('link', { name: /^F\d{4}-.*late/ })).toHaveCount(2);
    await expect(page.getByRole('row', { name: /Total/ })).toContainText('170.00');
    await expectAccessible(page);
    await page.goto(`/contacts/${supplier.id}`);
    await expect(page.getByRole('link', { name: /V-7001/ })).toContainText('-');
  });

  await test.step('who is late is proposed to be reminded', async () => {
    await page.goto('/invoices/reminders');
    await expect(page.getByRole('link', { name: /^F\d{4}-/ })).toHaveCount(2);
    await expectAccessible(page);
  });
});
