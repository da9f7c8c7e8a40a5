import { execFileSync } from 'node:child_process';
import { expect, expectAccessible, register, test } from './fixtures';
import { confirmAddress } from './mailbox';

const run = (program: string, words: string[]) => execFileSync(program, words).toString();

test('a key is made, works within its scopes, and opens nothing once it is revoked', async ({ page, request }) => {
  await confirmAddress(page, (await register(page)).email);
  await page.goto('/settings/api-keys');
  await expect(page.getByText('No program has a key yet')).toBeVisible();
  await expectAccessible(page);

  const asking = page.getByRole('dialog', { name: 'New API key' });
  await test.step('what is missing is said beside the field, and has the focus', async () => {
    await page.keyboard.press('n');
    await expect(asking.getByLabel('Name')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(asking.getByText('Give it a name')).toBeVisible();
    await asking.getByText('Choose', { exact: true }).click();
    await asking.getByLabel('Name').fill('Webshop');
    await asking.getByRole('button', { name: 'Make the key' }).click();
    await expect(asking.getByRole('alert')).toHaveText('Tick at least one permission.');
    await expectAccessible(page);
  });

  let key = '';
  await test.step('the key is shown once, with a line that works', async () => {
    await asking.getByRole('group', { name: 'Documents' }).getByRole('checkbox').first().check();
    await asking.getByLabel('Works for').selectOption({ label: '30 days' });
    await asking.getByRole('button', { name: 'Make the key' }).click();
    const shown = page.getByRole('dialog', { name: 'Key “Webshop” is made' });
    key = await shown.getByLabel('API key', { exact: true }).inputValue();
    expect(key).toMatch(/^sap_/);
    const code = shown.getByRole('figure').locator('code');
    const curl = await code.innerText();
    expect(JSON.parse(run('bash', ['-c', `${curl} --silent`]))).toMatchObject({ data: [] });
    await shown.getByRole('button', { name: 'Python' }).click();
    expect(JSON.parse(run(process.env.PYTHON ?? 'python3', ['-c', await code.innerText()]))).toEqual([]);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(shown.getByRole('alert')).toContainText('You have not copied it yet');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await shown.getByRole('button', { name: 'Copy API key' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
    await page.keyboard.press('Escape');
    await expect(shown).toBeHidden();
  });

  const headers = { authorization: `Bearer ${key}` };
  await test.step('it opens what was ticked, and nothing else', async () => {
    expect((await request.get('/api/v1/documents', { headers })).status()).toBe(200);
    const beyond = await request.get('/api/v1/ledger/entries', { headers });
    expect(beyond.status()).toBe(403);
    expect((await beyond.json()).errors[0].code).toBe('permission_missing');
  });

  await test.step('the list says that it was used, and a file of it can be had', async () => {
    await page.reload();
    const row = page.getByRole('button', { name: /Webshop/ });
    await expect(row).toContainText('1 permission');
    await expect(row).not.toContainText('never');
    await row.click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Download' }).click();
    const file = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'CSV file' }).click();
    expect((await file).suggestedFilename()).toBe('api-keys.csv');
  });

  await test.step('revoked, it opens nothing', async () => {
    await page.getByRole('button', { name: 'Revoke' }).click();
    const sure = page.getByRole('dialog', { name: 'Revoke “Webshop”?' });
    await expect(sure.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await expectAccessible(page);
    await sure.getByRole('button', { name: 'Revoke' }).click();
    await expect(page.getByText('“Webshop” opens nothing any more')).toBeVisible();
    expect((await request.get('/api/v1/documents', { headers })).status()).toBe(401);
    await page.getByRole('link', { name: 'Active' }).click();
    await expect(page.getByText('No keys here')).toBeVisible();
  });
});
