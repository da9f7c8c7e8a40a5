import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, test as base, expect, type Page } from '@playwright/test';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  nodes: { target: unknown[] }[];
}

/** Everything axe holds against the page as it is now. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource); // evaluate is not bound by the page's CSP; a script tag would be
  const found = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } }).axe;
    const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return violations;
  });
  return found.map(
    (one) =>
      `${one.id}: ${one.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 3)
        .join(' | ')}`,
  );
}

/** Accessible in light and in dark; leaves the page as it was. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.locator('main').first().waitFor(); // not before there is a page
  const before = await page.evaluate(() => document.documentElement.dataset.theme);
  for (const theme of ['light', 'dark']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    await page.waitForTimeout(250); // colours on their way have no contrast yet
    expect(await violations(page), `${page.url()} in ${theme}`).toEqual([]);
  }
  await page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, before);
}

/** Collects what must not happen on any page: errors in the console, thrown errors, refusals by the security policy. */
export async function watchPage(page: Page): Promise<string[]> {
  const bad: string[] = [];
  page.on('pageerror', (error) => bad.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') bad.push(`console: ${message.text()} ${message.location().url}`);
  });
  await page.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`),
    ),
  );
  return bad;
}

export const test = base.extend<{ allowed: RegExp | null; clean: undefined }>({
  /** Console messages a test provokes on purpose, such as the 401 of a wrong password. */
  allowed: [null, { option: true }],
  clean: [
    async ({ page, allowed }, use) => {
      const bad = await watchPage(page);
      await use(undefined);
      expect(bad.filter((line) => !allowed?.test(line))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

export interface Person {
  email: string;
  password: string;
  name: string;
  company: string;
  vatNumber?: string;
}

export function newPerson(): Person {
  const mark = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
  return {
    email: `an.${mark}@example.com`,
    password: 'een lange zin is goed',
    name: 'An Peeters',
    company: `Bakkerij Peeters ${mark}`,
  };
}

/** Opens a company of one's own through the form, in English. */
export async function signUp(page: Page, person: Person = newPerson()): Promise<Person> {
  await page.goto('/sign-up');
  await page.getByLabel('Your name').fill(person.name);
  await page.getByLabel('Company').fill(person.company);
  if (person.vatNumber) await page.getByLabel('VAT number').fill(person.vatNumber);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: /Welcome/ })).toBeVisible();
  return person;
}

/** A company of one's own without the form, for journeys that begin behind it. */
export async function register(page: Page, person: Person = newPerson()): Promise<Person> {
  const made = await page.request.post('/api/v1/auth/register', {
    data: {
      full_name: person.name,
      company_name: person.company,
      email: person.email,
      password: person.password,
      vat_number: person.vatNumber ?? null,
      language: 'en',
    },
  });
  expect(made.status(), await made.text()).toBe(201);
  // The cookie is here; that somebody is signed in, the pages note for themselves.
  await page.addInitScript(() => localStorage.getItem('signed-in') ?? localStorage.setItem('signed-in', 'yes'));
  await page.goto('/');
  await expect(page.getByRole('heading', { name: /Welcome/ })).toBeVisible();
  return person;
}

export const DEMO = {
  email: process.env.DEMO_EMAIL ?? '',
  password: process.env.DEMO_PASSWORD ?? '',
};

export async function signIn(page: Page, { email, password }: Pick<Person, 'email' | 'password'>): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).not.toHaveURL(/\/sign-in/); // the door says "Welcome back" too
  await expect(page.getByRole('heading', { level: 1, name: /Hello|Welcome|Dashboard/ })).toBeVisible();
}

/** Files as a drop on the window: there is no chooser involved. */
export async function dropFiles(page: Page, files: { name: string; type: string; body: Buffer }[]): Promise<void> {
  const plain = files.map((file) => ({ name: file.name, type: file.type, base64: file.body.toString('base64') }));
  const transfer = await page.evaluateHandle((given) => {
    const made = new DataTransfer();
    for (const file of given) {
      const bytes = Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0));
      made.items.add(new File([bytes], file.name, { type: file.type }));
    }
    return made;
  }, plain);
  for (const event of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('body', event, { dataTransfer: transfer });
}

/** A second person, in a browser of their own, as strictly watched. */
export async function anotherPage(browser: Browser): Promise<{ page: Page; bad: string[] }> {
  const page = await (await browser.newContext()).newPage();
  return { page, bad: await watchPage(page) };
}
