import { expect, expectAccessible, register, test } from './fixtures';
import { confirmAddress } from './mailbox';

test('what was mailed is listed, and can be sent again', async ({ page }) => {
  const person = await register(page);
  await confirmAddress(page, person.email);
  await page.goto('/settings/mail');
  const row = page.getByRole('list', { name: 'Mail log' }).getByRole('button', { name: /Confirm the e-mail address/ });
  await expect(row).toContainText(person.email);
  await expect(row).toContainText('Sent', { timeout: 30_000 });
  await row.click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText(`On its way to ${person.email} again`)).toBeVisible();
  await expect(row).toContainText('Sent', { timeout: 30_000 });

  await page.getByRole('link', { name: 'Not sent' }).click();
  await expect(page.getByText('No message matches these filters')).toBeVisible();
  await expect(page).toHaveURL(/status=failed/);
});
