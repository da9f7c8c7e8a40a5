import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type APIRequestContext, type Browser, test as base, expect, type Page } from '@playwright/test';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  nodes: { target: unknown[] }[];
}

const EVERY_RULE = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe holds against the page as it is now, by rules or sets of rules. */
async function violations(page: Page, rules: string[]): Promise<string[]> {
  await page.evaluate(axeSource); // evaluate is not bound by the page's CSP; a script tag would be
  const found = await page.evaluate(async (runOnly) => {
    const axe = (
      window as unknown as {
        axe: { run: (options: object) => Promise<{ violations: Violation[] }> };
      }
    ).axe;
    const { violations } = await axe.run({ runOnly, resultTypes: ['violations'] });
    return violations;
  }, rules);
  return found.map(
    (one) =>
      `${one.id}: ${one.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 3)
        .join(' | ')}`,
  );
}

/** Accessible in light, and in dark, where only colours can differ; leaves the page as it was. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.locator('main').first().waitFor(); // not before there is a page
  const before = await page.evaluate(() => document.documentElement.dataset.theme);
  for (const [theme, rules] of [
    ['light', EVERY_RULE],
    ['dark', COLOURS],
  ] as const) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    await page.waitForTimeout(250); // colours on their way have no contrast yet
    expect(await violations(page, [...rules]), `${page.url()} in ${theme}`).toEqual([]);
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
  /** They issue invoices, which must say where they are and their VAT number. */
  sells?: boolean;
}

const SELLER = { street: 'Meir 1', postal_code: '2000', city: 'Antwerpen' };

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
  const registered = await page.request.post('/api/v1/auth/register', {
    data: {
      full_name: person.name,
      company_name: person.company,
      email: person.email,
      password: person.password,
      vat_number: person.vatNumber ?? null,
      language: 'en',
    },
  });
  expect(registered.status(), await registered.text()).toBe(201);
  if (person.sells) {
    const headers = { authorization: `Bearer ${(await registered.json()).data.access_token}` };
    const data = { ...SELLER, vat_number: person.vatNumber ?? 'BE0403170701' };
    const completed = await page.request.patch('/api/v1/company', { headers, data });
    expect(completed.status(), await completed.text()).toBe(200);
  }
  // The cookie is here; that somebody is signed in, the pages note for themselves.
  await page.addInitScript(() => localStorage.getItem('signed-in') ?? localStorage.setItem('signed-in', 'yes'));
  await page.goto('/');
  await expect(page.getByRole('heading', { name: /Welcome/ })).toBeVisible();
  return person;
}

export type Headers = { authorization: string };

/** What shows to the API who asks. */
export async function headersOf(
  request: APIRequestContext,
  { email, password }: Pick<Person, 'email' | 'password'>,
): Promise<Headers> {
  const answer = await request.post('/api/v1/auth/login', { data: { email, password } });
  expect(answer.status(), await answer.text()).toBe(200);
  return { authorization: `Bearer ${(await answer.json()).data.access_token}` };
}

/** Something made without a screen: what a journey needs before it begins. */
export async function made(request: APIRequestContext, headers: Headers, path: string, data: object) {
  const answer = await request.post(`/api/v1${path}`, { headers, data });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()).data;
}

/** What the API tells. */
export async function told(request: APIRequestContext, headers: Headers, path: string) {
  const answer = await request.get(`/api/v1${path}`, { headers });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()).data;
}

/** The same as `made`, as one person. */
export async function asking({ request }: Page, person: Pick<Person, 'email' | 'password'>) {
  const headers = await headersOf(request, person);
  return (path: string, data: object) => made(request, headers, path, data);
}

/** Books with something in them: a customer, an invoice that was issued, and rent that was paid. */
export async function withBooks(page: Page): Promise<Person> {
  const person = await register(page, { ...newPerson(), vatNumber: 'BE0428759497', sells: true });
  const ask = await asking(page, person);
  const { id } = await ask('/contacts', { name: 'Hotel Zeezicht', country: 'BE' });
  const lines = [{ description: 'Maintenance of the month', unit_price: '250.00' }];
  const invoice = await ask('/invoices', { contact_id: id, lines });
  await ask(`/invoices/${invoice.id}/issue`, {});
  await ask('/ledger/entries', {
    journal: 'miscellaneous',
    booked_on: invoice.created_at.slice(0, 10),
    memo: 'Rent',
    postings: [
      { account_code: '610', debit: '1250.00' },
      { account_code: '550', credit: '1250.00' },
    ],
  });
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
