import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, signUp, test } from './fixtures';

// An answer that takes as long as on a train: between the browser and the stack.
const SLOW = 1_000;
const REFRESH = '/api/v1/auth/refresh';

let server: Server;
let origin: string;
let renewed: number[] = [];

test.beforeAll(async () => {
  const stack = new URL(process.env.E2E_URL ?? 'http://127.0.0.1:8000');
  server = createServer((asked, answer) => {
    const { method, url = '/', headers } = asked;
    const passed = request({ host: stack.hostname, port: stack.port, path: url, method, headers }, (given) => {
      const status = given.statusCode ?? 502;
      const pass = () => given.pipe(answer.writeHead(status, given.headers));
      if (url !== REFRESH) return pass();
      renewed.push(status);
      return setTimeout(pass, SLOW);
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

test.afterAll(() => server.closeAllConnections());

test.describe('a page that is left while its session is renewed', () => {
  test.beforeEach(() => {
    renewed = [];
  });

  test('does not sign the person out', async ({ browser }) => {
    const context = await browser.newContext({ baseURL: origin });
    const page = await context.newPage();
    await signUp(page);
    for (const impatient of [1, 2]) {
      const asked = page.waitForRequest(`**${REFRESH}`);
      await page.goto('/journal', { waitUntil: 'commit' });
      await asked;
      await page.waitForTimeout(150 * impatient); // on its way: the server has turned the key, the answer is not here
      await page.goto('/settings', { waitUntil: 'commit' });
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page).toHaveURL(/\/settings$/);
    }
    expect(renewed).toEqual([200, 200, 200, 200]);
    await context.close();
  });

  test('nor do two tabs that load at once', async ({ browser }) => {
    const context = await browser.newContext({ baseURL: origin });
    const first = await context.newPage();
    await signUp(first);
    const second = await context.newPage();
    await Promise.all([first.goto('/journal'), second.goto('/accounts')]);
    await expect(first.getByRole('heading', { level: 1, name: 'Journal' })).toBeVisible();
    await expect(second.getByRole('heading', { level: 1 })).toBeVisible();
    expect(renewed).toEqual([200, 200]);
    await context.close();
  });
});
