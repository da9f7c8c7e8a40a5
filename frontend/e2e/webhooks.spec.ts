import { execFileSync } from 'node:child_process';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, expectAccessible, register, test } from './fixtures';
import { confirmAddress } from './mailbox';

interface Arrived {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A program of somebody else's that is told: notes what arrives, and answers as the test wants. */
class Receiver {
  readonly arrived: Arrived[] = [];
  answers = 200;
  private constructor(private readonly server: Server) {}

  static async open(): Promise<Receiver> {
    const receiver: Receiver = new Receiver(
      createServer((request, response) => {
        let body = '';
        request.on('data', (part: Buffer) => {
          body += part.toString();
        });
        request.on('end', () => {
          receiver.arrived.push({ headers: request.headers, body });
          response.writeHead(receiver.answers).end(receiver.answers === 200 ? 'thanks' : 'not now');
        });
      }),
    );
    await new Promise<void>((done) => receiver.server.listen(0, '127.0.0.1', done));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hooks`;
  }

  close(): void {
    this.server.close();
  }
}

function signedBy(secret: string, { headers, body }: Arrived): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = Buffer.from(`v1,${createHmac('sha256', key).update(text).digest('base64')}`);
  return String(headers['webhook-signature'])
    .split(' ')
    .map((each) => Buffer.from(each))
    .some((each) => each.length === expected.length && timingSafeEqual(each, expected));
}

/** What the page tells a receiver to do in Python, run on a message. */
function acceptedByPython(code: string, { headers, body }: Arrived): boolean {
  const call = `${code}\n\nimport json, sys\nprint(verified(json.loads(sys.argv[1]), sys.argv[2].encode()))`;
  const said = execFileSync(process.env.PYTHON ?? 'python3', ['-c', call, JSON.stringify(headers), body]);
  return said.toString().trim() === 'True';
}

let receiver: Receiver;
test.beforeEach(async () => {
  receiver = await Receiver.open();
});
test.afterEach(() => receiver.close());

test.describe('one webhook', () => {
  test.use({ allowed: /status of 412/ });
  test('a webhook is made, tried, verified, sent again, paused and changed', async ({ page }) => {
    await confirmAddress(page, (await register(page)).email);
    await page.goto('/settings/webhooks');
    await expect(page.getByText('Nobody is told yet')).toBeVisible();
    await expectAccessible(page);

    let secret = '';
    let python = '';
    await test.step('the secret is shown once, with code that checks a signature', async () => {
      await page.keyboard.press('n');
      const asking = page.getByRole('dialog', { name: 'New webhook' });
      await expect(asking.getByLabel('Address')).toBeFocused();
      await asking.getByLabel('Address').fill('example.com/hooks');
      await asking.getByText('Some events').click();
      await asking.getByRole('checkbox', { name: 'Document uploaded' }).check();
      await asking.getByRole('button', { name: 'Make the webhook' }).click();
      await expect(asking.getByText('This is not a web address.')).toBeVisible();
      await expectAccessible(page);
      await asking.getByLabel('Address').fill(receiver.url);
      await asking.getByLabel('Description').fill('Shop');
      await asking.getByRole('button', { name: 'Make the webhook' }).click();
      const shown = page.getByRole('dialog', { name: 'The webhook is made' });
      secret = await shown.getByLabel('Secret', { exact: true }).inputValue();
      expect(secret).toMatch(/^whsec_/);
      python = await shown.getByRole('figure').locator('code').innerText();
      await shown.getByRole('button', { name: 'curl' }).click();
      const shell = await shown.getByRole('figure').locator('code').innerText();
      await expectAccessible(page);
      // not execFileSync: the receiver answers from this very process
      const { execFile } = await import('node:child_process');
      await new Promise((done) => execFile('bash', ['-c', shell], done));
      expect(receiver.arrived).toHaveLength(1);
      expect(signedBy(secret, receiver.arrived[0] as Arrived)).toBe(true);
      await shown.getByRole('button', { name: 'Done' }).click();
      await shown.getByRole('button', { name: 'Close all the same' }).click();
    });

    await test.step('a ping arrives, and both sides agree on its signature', async () => {
      await expect(page.getByRole('heading', { level: 1, name: 'Shop' })).toBeVisible();
      await expect(page.getByText('Nothing was sent yet')).toBeVisible();
      await page.getByRole('button', { name: 'Send a ping' }).click();
      const sheet = page.getByRole('dialog', { name: 'Try-out message' });
      await expect(sheet.getByText('Taken')).toBeVisible({ timeout: 30_000 });
      await expect(sheet.getByText('HTTP 200')).toBeVisible();
      await expectAccessible(page);
      const ping = receiver.arrived[1] as Arrived;
      expect(JSON.parse(ping.body)).toMatchObject({ type: 'webhook.ping' });
      expect(signedBy(secret, ping)).toBe(true);
      expect(acceptedByPython(python, ping)).toBe(true);
      expect(acceptedByPython(python, { ...ping, body: `${ping.body} ` })).toBe(false);

      await sheet.getByRole('button', { name: 'Send again' }).click();
      await expect(sheet.getByRole('list').getByRole('listitem')).toHaveCount(2, { timeout: 30_000 });
      const again = receiver.arrived[2] as Arrived;
      expect(again.headers['webhook-id']).toBe(ping.headers['webhook-id']);
      expect(again.body).toBe(ping.body);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('list', { name: 'Deliveries' }).getByRole('link')).toHaveCount(1);
      await expect(page.getByText('Working')).toBeVisible();
    });

    await test.step('a new secret signs, and for a day the old one too', async () => {
      await page.getByRole('button', { name: 'New secret' }).click();
      await page.getByRole('button', { name: 'Make a new secret' }).click();
      const shown = page.getByRole('dialog', { name: 'The new secret' });
      const next = await shown.getByLabel('Secret', { exact: true }).inputValue();
      expect(next).not.toBe(secret);
      await expectAccessible(page);
      await shown.getByRole('button', { name: 'Done' }).click();
      await shown.getByRole('button', { name: 'Close all the same' }).click();
      await page.getByRole('button', { name: 'Send a ping' }).click();
      await expect.poll(() => receiver.arrived.length, { timeout: 30_000 }).toBe(4);
      expect(signedBy(next, receiver.arrived[3] as Arrived)).toBe(true);
      expect(signedBy(secret, receiver.arrived[3] as Arrived)).toBe(true);
      await page.keyboard.press('Escape');
    });

    await test.step('a refusal is told, found by its state, and sent again once the receiver is back', async () => {
      receiver.answers = 503;
      await page.getByRole('button', { name: 'Send a ping' }).click();
      const sheet = page.getByRole('dialog', { name: 'Try-out message' });
      await expect(sheet.getByText('Refused')).toBeVisible({ timeout: 30_000 });
      await expect(sheet.getByText('not now')).toBeVisible();
      await page.keyboard.press('Escape');
      await page.getByRole('navigation', { name: 'By state' }).getByRole('link', { name: 'Failed' }).click();
      await expect(page.getByRole('list', { name: 'Deliveries' }).getByRole('link')).toHaveCount(1);
      await expect(page).toHaveURL(/\?status=failed$/);
      receiver.answers = 200;
      await page.getByRole('list', { name: 'Deliveries' }).getByRole('link').click();
      await sheet.getByRole('button', { name: 'Send again' }).click();
      await expect(sheet.getByText('Taken')).toBeVisible({ timeout: 30_000 });
      await page.keyboard.press('Escape');
      await expect(page.getByText('No deliveries here')).toBeVisible();
    });

    await test.step('it can be paused, and changed only as it is now', async () => {
      await page.getByRole('button', { name: 'Pause' }).click();
      await expect(page.getByText('Paused: nothing is sent')).toBeVisible();
      await expectAccessible(page);
      const other = await page.context().newPage();
      await other.goto(page.url());
      await page.getByRole('button', { name: 'Edit' }).click();
      await page.getByLabel('Description').fill('Mine');
      await other.getByRole('button', { name: 'Edit' }).click();
      await other.getByLabel('Description').fill('Theirs');
      await other.getByRole('button', { name: 'Save' }).click();
      await expect(other.getByRole('heading', { level: 1, name: 'Theirs' })).toBeVisible();
      await other.close();
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('alert')).toContainText('Somebody else changed this webhook');
      await expect(page.getByLabel('Description')).toHaveValue('Mine');
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Save mine' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Mine' })).toBeVisible();
    });

    await test.step('removed, it is gone', async () => {
      await page.getByRole('button', { name: 'Remove' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
      await expect(page.getByText('Nobody is told yet')).toBeVisible();
    });
  });
});

test.describe('a webhook that is not there', () => {
  test.use({ allowed: /status of (404|422)/ });
  test('says so and leads back', async ({ page }) => {
    await confirmAddress(page, (await register(page)).email);
    for (const id of ['nonsense', '01900000-0000-7000-8000-000000000001']) {
      await page.goto(`/settings/webhooks/${id}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/does not exist/);
      await expectAccessible(page);
    }
  });
});
