import type { Page } from '@playwright/test';
import { expect, expectAccessible, type Person, register, test } from './fixtures';
import { pdfInvoice } from './samples';

test.use({ allowed: /401/ });

const doorOf = (page: Page) => page.getByRole('dialog', { name: 'Your session has ended. Sign in again to go on.' });

/** The person signs out everywhere else, from another device. */
async function endSession({ email, password }: Person): Promise<void> {
  const ask = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${test.info().project.use.baseURL}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const { data } = await (await ask('/auth/login', { email, password })).json();
  const ended = await ask('/me/sessions/end-others', {}, { authorization: `Bearer ${data.access_token}` });
  expect(ended.status).toBe(204);
}

test('a session that ends elsewhere loses nothing that was typed here', async ({ page }) => {
  const person = await register(page);
  await page.goto('/settings/company');
  const name = page.getByLabel('Name', { exact: true });
  await expect(name).toHaveValue(person.company);
  await name.fill('Bakkerij De Nieuwe Naam');

  await endSession(person);

  await page.getByRole('button', { name: 'Save' }).first().click();
  const door = doorOf(page);
  await expect(door.getByLabel('E-mail')).toHaveValue(person.email);
  await expect(door.getByLabel('Password')).toBeFocused();
  await expect(door.getByRole('link', { name: 'Create one' })).toHaveCount(0); // nothing leads away from what was typed
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.type('not the password');
  await page.keyboard.press('Enter');
  await expect(door.getByRole('alert')).toBeVisible();
  await door.getByLabel('Password').fill(person.password);
  await page.keyboard.press('Enter');

  // Back on the page, and what was asked for before is done now.
  await expect(door).toHaveCount(0);
  await expect(name).toHaveValue('Bakkerij De Nieuwe Naam');
  await expect(page.getByRole('button', { name: 'Save' }).first()).toBeDisabled();
  await page.reload();
  await expect(name).toHaveValue('Bakkerij De Nieuwe Naam');
});

test('a dialog below the door stays open, whatever is clicked in the door', async ({ page }) => {
  const person = await register(page);
  await page.getByRole('button', { name: new RegExp(person.company) }).click();
  await page.getByRole('menuitem', { name: 'Open another company' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open another company' });
  await dialog.getByLabel('Company').fill('Tweede Zaak');
  await endSession(person);

  await dialog.getByRole('button', { name: 'Open its books' }).click();
  const door = doorOf(page);
  await door.getByLabel('E-mail').click();
  await door.click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await door.getByLabel('Password').fill(person.password);
  await page.keyboard.press('Enter');
  await expect(door).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Company: Tweede Zaak' })).toBeVisible();
});

test('files on their way go on by themselves after signing in again', async ({ page }) => {
  const person = await register(page);
  const sample = pdfInvoice({ number: 'F-1', supplier: 'Drukkerij', net: '100,00', vat: '21,00', total: '121,00' });
  await page.goto('/documents');
  await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible();
  await endSession(person);
  const files = page.locator('input[type=file]').first();
  await files.setInputFiles({ name: sample.name, mimeType: sample.type, buffer: sample.body });
  const door = doorOf(page);
  await door.getByLabel('Password').fill(person.password);
  await page.keyboard.press('Enter');
  await expect(door).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Documents' }).getByRole('link')).toHaveCount(1);
});
