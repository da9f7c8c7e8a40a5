import { letExpire } from './calendar';
import { anotherPage, expect, expectAccessible, newPerson, register, test } from './fixtures';
import { confirmAddress, linkIn, mailTo, totp } from './mailbox';

test('a colleague is invited, joins, gets another role, and leaves again', async ({ page, browser }) => {
  const owner = await register(page);
  await confirmAddress(page, owner.email);
  await page.goto('/settings/people');
  await expect(page.getByText('Nobody is invited at the moment')).toBeVisible();
  await expectAccessible(page);

  const guest = newPerson();
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
  await expect(dialog.getByLabel('E-mail')).toBeFocused();
  await expectAccessible(page);
  await dialog.getByLabel('E-mail').fill(guest.email);
  await dialog.getByLabel('Role').selectOption('accountant');
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  const invitations = page.getByRole('list', { name: 'Invitations' });
  await expect(invitations).toContainText(guest.email);

  const theirs = await anotherPage(browser);
  await theirs.page.goto(linkIn(await mailTo(guest.email, /invites you/i), 'invitation'));
  await expect(theirs.page.getByRole('heading', { name: `Join ${owner.company}` })).toBeVisible();
  await expect(theirs.page.getByText(`${owner.name} invites you. Your role: Accountant.`)).toBeVisible();
  await expectAccessible(theirs.page);
  await theirs.page.getByLabel('Your name').fill('Bram Wouters');
  await theirs.page.getByLabel('Password').fill(guest.password);
  await theirs.page.getByRole('button', { name: 'Create account and join' }).click();
  await expect(theirs.page.getByText(`Welcome to ${owner.company}`)).toBeVisible();
  await expect(theirs.page.getByRole('button', { name: `Company: ${owner.company}` })).toBeVisible();

  await page.reload();
  await expect(invitations.getByRole('listitem')).toHaveCount(0);
  const role = page.getByLabel('Role of Bram Wouters');
  await expect(role).toHaveValue('accountant');
  await role.selectOption('viewer');
  await expect(page.getByText('Bram Wouters is now: Viewer')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Bram Wouters is now: Accountant')).toBeVisible();
  await expect(role).toHaveValue('accountant');
  await expectAccessible(page);

  await theirs.page.goto('/settings/people');
  await expect(theirs.page.getByRole('list', { name: 'People in this company' })).toContainText('Bram Wouters');
  await expect(theirs.page.getByRole('button', { name: 'Invite' })).toHaveCount(0);
  await expectAccessible(theirs.page);

  await page.getByRole('button', { name: 'Take Bram Wouters out of this company' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take out' }).click();
  await expect(page.getByText('Bram Wouters is out of this company')).toBeVisible();
  expect(theirs.bad).toEqual([]);
  await theirs.page.reload();
  await expect(theirs.page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await theirs.page.context().close();
});

test.describe('an invitation whose week has gone by', () => {
  test.use({ allowed: /410/ });

  test('says so to who opens it and to who sent it, and a new link opens the door', async ({ page, browser }) => {
    const owner = await register(page);
    await confirmAddress(page, owner.email);
    const guest = newPerson();
    await page.goto('/settings/people');
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByRole('dialog').getByLabel('E-mail').fill(guest.email);
    await page.getByRole('button', { name: 'Send invitation' }).click();
    const invitations = page.getByRole('list', { name: 'Invitations' });
    await expect(invitations).toContainText(guest.email);
    const first = linkIn(await mailTo(guest.email, /invites you/i), 'invitation');
    letExpire(first);

    const theirs = await anotherPage(browser);
    await theirs.page.goto(first);
    await expect(theirs.page.getByRole('heading', { name: 'This invitation has expired' })).toBeFocused();
    await expectAccessible(theirs.page);
    await page.reload();
    await expect(invitations).toContainText('Expired');
    await expectAccessible(page);

    const since = Date.now();
    await page.getByRole('button', { name: `Send the invitation to ${guest.email} again` }).click();
    await theirs.page.goto(linkIn(await mailTo(guest.email, /invites you/i, since), 'invitation'));
    await theirs.page.getByLabel('Your name').fill('Bram Wouters');
    await theirs.page.getByLabel('Password').fill(guest.password);
    await theirs.page.getByRole('button', { name: 'Create account and join' }).click();
    await expect(theirs.page.getByText(`Welcome to ${owner.company}`)).toBeVisible();
    expect(theirs.bad.filter((line) => !line.includes('410'))).toEqual([]);
    await theirs.page.context().close();
  });
});

test('an invitation that was withdrawn says so; one to an account asks for its password only', async ({
  page,
  browser,
}) => {
  const guest = newPerson();
  const theirs = await anotherPage(browser);
  await register(theirs.page, { ...guest, name: 'Bram Wouters' });
  const owner = await register(page);
  await confirmAddress(page, owner.email);

  const invite = async () => {
    await page.goto('/settings/people');
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByRole('dialog').getByLabel('E-mail').fill(guest.email);
    await page.getByRole('button', { name: 'Send invitation' }).click();
    await expect(page.getByRole('list', { name: 'Invitations' })).toContainText(guest.email);
  };
  await invite();
  const first = linkIn(await mailTo(guest.email, /invites you/i), 'invitation');
  await page.getByRole('button', { name: `Withdraw the invitation of ${guest.email}` }).click();
  await expect(page.getByText('Nobody is invited at the moment')).toBeVisible();
  await theirs.page.goto(first);
  await expect(theirs.page.getByRole('heading', { name: 'This invitation was withdrawn' })).toBeVisible();
  await expectAccessible(theirs.page);

  const since = Date.now();
  await invite();
  const second = linkIn(await mailTo(guest.email, /invites you/i, since), 'invitation');
  await theirs.page.goto(second);
  await expect(theirs.page.getByText(`You are signed in as ${guest.email}.`)).toBeVisible();
  await theirs.page.getByRole('button', { name: 'Join' }).click();
  await expect(theirs.page.getByRole('button', { name: `Company: ${owner.company}` })).toBeVisible();
  await theirs.page.getByRole('button', { name: `Company: ${owner.company}` }).click();
  await theirs.page.getByRole('menuitemradio', { name: guest.company }).click();
  await expect(theirs.page.getByRole('button', { name: `Company: ${guest.company}` })).toBeVisible();
  expect(theirs.bad.filter((line) => !line.includes('410'))).toEqual([]);
  await theirs.page.context().close();
});

test('a company that asks for the second step leads there, and lets in afterwards', async ({ page, browser }) => {
  const owner = await register(page);
  await confirmAddress(page, owner.email);
  await page.goto('/settings/company');
  await expect(page.getByRole('button', { name: 'Require it' })).toBeDisabled();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Set it up for yourself' }).click();
  await setUpSecondStep(page, owner.password);

  const guest = newPerson();
  await page.goto('/settings/people');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('dialog').getByLabel('E-mail').fill(guest.email);
  await page.getByRole('button', { name: 'Send invitation' }).click();
  const theirs = await anotherPage(browser);
  await theirs.page.goto(linkIn(await mailTo(guest.email, /invites you/i), 'invitation'));
  await theirs.page.getByLabel('Your name').fill('Bram Wouters');
  await theirs.page.getByLabel('Password').fill(guest.password);
  await theirs.page.getByRole('button', { name: 'Create account and join' }).click();
  await expect(theirs.page.getByRole('heading', { level: 1, name: /Welcome|Hello|Dashboard/ })).toBeVisible();

  await page.goto('/settings/company');
  await page.getByRole('button', { name: 'Require it' }).click();
  await expect(page.getByRole('dialog')).toContainText('1 person can do nothing here');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Require it' }).click();
  await expect(page.getByText('Two-step sign-in is required from now on')).toBeVisible();

  await theirs.page.reload();
  await expect(theirs.page).toHaveURL(/settings\/security/);
  await expect(theirs.page.getByText(`${owner.company} asks everybody for two-step sign-in`)).toBeVisible();
  await expectAccessible(theirs.page);
  await theirs.page.goto('/journal');
  await expect(theirs.page).toHaveURL(/settings\/security/);
  await setUpSecondStep(theirs.page, guest.password);
  await expect(theirs.page).toHaveURL(/\/$/);
  await expect(theirs.page.getByRole('heading', { level: 1, name: /Welcome|Hello|Dashboard/ })).toBeVisible();
  expect(theirs.bad).toEqual([]);
  await theirs.page.context().close();

  const late = newPerson();
  await page.goto('/settings/people');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('dialog').getByLabel('E-mail').fill(late.email);
  await page.getByRole('button', { name: 'Send invitation' }).click();
  const last = await anotherPage(browser);
  await last.page.goto(linkIn(await mailTo(late.email, /invites you/i), 'invitation'));
  await last.page.getByLabel('Your name').fill('Chris Maes');
  await last.page.getByLabel('Password').fill(late.password);
  await last.page.getByRole('button', { name: 'Create account and join' }).click();
  await expect(last.page.getByRole('heading', { name: 'Set up two-step sign-in' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('list', { name: 'People in this company' })).not.toContainText('Chris Maes');
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1440, height: 900 },
  ]) {
    await last.page.setViewportSize(viewport);
    await expectAccessible(last.page);
    expect(await last.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
  }
  const seed = (await last.page.locator('[data-secret]').getAttribute('data-secret')) ?? '';
  await last.page.getByLabel('Code from the app').fill(totp(seed));
  await expect(last.page.getByRole('list', { name: 'Your recovery codes' }).getByRole('listitem')).toHaveCount(10);
  await expectAccessible(last.page);
  await last.page.getByLabel('I have kept these codes').check();
  await last.page.getByRole('button', { name: 'Done' }).click();
  await expect(last.page.getByText(`Welcome to ${owner.company}`)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('list', { name: 'People in this company' })).toContainText('Chris Maes');
  expect(last.bad).toEqual([]);
  await last.page.context().close();

  async function setUpSecondStep(where: typeof page, password: string) {
    const card = where.getByRole('region', { name: 'Two-step sign-in' });
    await card.getByRole('button', { name: 'Set up' }).click();
    await card.getByLabel('Current password').fill(password);
    await card.getByRole('button', { name: 'Go on' }).click();
    const secret = (await card.locator('[data-secret]').getAttribute('data-secret')) ?? '';
    await card.getByLabel('Code from the app').fill(totp(secret));
    await card.getByLabel('I have kept these codes').check();
    await card.getByRole('button', { name: 'Done' }).click();
    await expect(where.getByText('Two-step sign-in is on')).toBeVisible();
  }
});
