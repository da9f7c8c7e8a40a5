import { expect, test } from './fixtures';

test('how the application is served', async ({ request }) => {
  const deep = await request.get('/journal?from=2026-01-01');
  expect(deep.headers()['content-type']).toContain('text/html');
  expect(deep.headers()['cache-control']).toBe('no-cache');
  const policy = deep.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("style-src 'self'");
  expect(policy).not.toContain('unsafe');
  expect((await request.get('/assets/gone-123.js')).status()).toBe(404);
  const nothing = await request.get('/api/v1/nothing');
  expect(nothing.status()).toBe(404);
  expect(nothing.headers()['content-type']).toContain('problem+json');
  const script = /assets\/index-[\w-]+\.js/.exec(await deep.text())?.[0];
  const asset = await request.get(`/${script}`, { headers: { 'accept-encoding': 'br' } });
  expect(asset.headers()['cache-control']).toContain('immutable');
  expect(asset.headers()['content-encoding']).toBe('br');
});
