import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, it } from 'vitest';
import type { DeliveryShown, EventRead, WebhookRead, WebhookRevise } from '@/api/gen/types.gen';
import { answer, house, listed } from '@/testing/house';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';
import { DELIVERY, WEBHOOK, WEBHOOK_ID } from '@/testing/webhook';

const DELIVERY_ID = '01900000-0000-7000-8000-0000000000d1';
const CATALOGUE: EventRead[] = [
  { name: 'document.read', description: 'A document was read.', ids: ['document_id'] },
  { name: 'invoice.booked', description: 'Booked.', ids: ['invoice_id'] },
  { name: 'stock.moved', description: 'Something new.', ids: [] },
];
/** A company with one webhook, which behaves like ours towards versions. */
function office(start: Partial<WebhookRead> = {}, deliveries: DeliveryShown[] = []) {
  const state = { webhook: { ...WEBHOOK, ...start } as WebhookRead, deliveries, looked: 0 };
  const calls: { what: string; body?: unknown; match?: string | null }[] = [];
  server.use(
    http.get('*/api/v1/webhooks/events', () => answer(CATALOGUE)),
    http.get('*/api/v1/webhooks', () => listed([state.webhook])),
    http.post('*/api/v1/webhooks', async ({ request }) => {
      const body = (await request.json()) as object;
      calls.push({ what: 'make', body });
      return answer({ ...WEBHOOK, ...body, secret: 'whsec_c2VjcmV0' }, {}, 201);
    }),
    http.get('*/api/v1/webhooks/:id', () => answer(state.webhook)),
    http.patch('*/api/v1/webhooks/:id', async ({ request }) => {
      const body = (await request.json()) as WebhookRevise;
      const match = request.headers.get('if-match');
      calls.push({ what: 'revise', body, match });
      if (match !== `"${state.webhook.version}"`) return problem(412, 'changed_meanwhile', 'Changed');
      state.webhook = { ...state.webhook, ...(body as WebhookRead), version: state.webhook.version + 1 };
      return answer(state.webhook);
    }),
    http.get('*/api/v1/webhooks/:id/deliveries', ({ request }) => {
      state.looked += 1;
      const status = new URL(request.url).searchParams.get('status');
      return listed(state.deliveries.filter((one) => !status || one.status === status));
    }),
    http.get('*/api/v1/webhooks/:id/deliveries/:delivery', ({ params }) =>
      answer(state.deliveries.find((one) => one.id === params.delivery)),
    ),
    http.post('*/api/v1/webhooks/:id/ping', () => {
      calls.push({ what: 'ping' });
      const ping = { ...DELIVERY, event: 'webhook.ping', status: 'pending' as const, attempts: 0, delivered_at: null };
      state.deliveries = [{ ...ping, payload: { type: 'webhook.ping' }, attempt_log: [] }];
      return answer(ping, {}, 202);
    }),
    http.post('*/api/v1/webhooks/:id/deliveries/:delivery/redeliver', () => {
      calls.push({ what: 'redeliver' });
      return answer(DELIVERY, {}, 202);
    }),
    ...house(),
  );
  return { state, calls };
}

it('makes a webhook for some events, and shows the secret with code to check it', async () => {
  const { calls } = office();
  const { user, router } = await openPage('/settings/webhooks');
  await user.click((await screen.findAllByRole('button', { name: /^New webhook/ }))[0] as HTMLElement);
  const form = within(await screen.findByRole('dialog', { name: 'New webhook' }));
  await user.type(form.getByLabelText('Address'), 'shop.example');
  await user.click(form.getByRole('radio', { name: /^Some events/ }));
  await user.click(form.getByRole('button', { name: 'Make the webhook' }));
  expect(form.getByLabelText('Address')).toHaveFocus();
  expect(form.getByText(/This is not a web address/)).toBeInTheDocument();
  expect(form.getByText('Tick at least one event.')).toBeInTheDocument();
  // An event we have no words for is offered all the same, as the API calls it.
  await user.click(await form.findByRole('checkbox', { name: /^stock\.moved/ }));
  await user.click(form.getByRole('checkbox', { name: /^Document read/ }));
  await user.clear(form.getByLabelText('Address'));
  await user.type(form.getByLabelText('Address'), 'https://shop.example/hooks');
  await user.click(form.getByRole('button', { name: 'Make the webhook' }));
  const shown = within(await screen.findByRole('dialog', { name: 'The webhook is made' }));
  expect(calls[0]?.body).toEqual({
    url: 'https://shop.example/hooks',
    description: '',
    events: ['stock.moved', 'document.read'],
  });
  expect(shown.getByLabelText('Secret')).toHaveValue('whsec_c2VjcmV0');
  expect(shown.getByRole('figure')).toHaveTextContent('SECRET = "whsec_c2VjcmV0"');
  await user.click(shown.getByRole('button', { name: 'Copy Secret' }));
  await user.click(shown.getByRole('button', { name: 'Done' }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`/settings/webhooks/${WEBHOOK_ID}`));
});

it('shows a refused address beside the field', async () => {
  office();
  server.use(http.post('*/api/v1/webhooks', () => problem(422, 'webhook_address_private', 'x', 'url')));
  const { user } = await openPage('/settings/webhooks');
  await user.click((await screen.findAllByRole('button', { name: /^New webhook/ }))[0] as HTMLElement);
  const form = within(await screen.findByRole('dialog', { name: 'New webhook' }));
  await user.type(form.getByLabelText('Address'), 'https://10.0.0.1/{Enter}');
  await waitFor(() => expect(form.getByLabelText('Address')).toHaveAccessibleDescription(/not into a private network/));
});

describe('one webhook', () => {
  const attempt = {
    attempted_at: '2026-11-21T09:00:00Z',
    milliseconds: 12,
    response_status: null,
    response_excerpt: null,
  };

  it('is tried, and what becomes of that shows by itself', async () => {
    const { state, calls } = office();
    const { user, router } = await openPage(`/settings/webhooks/${WEBHOOK_ID}`);
    expect(await screen.findByText('Nothing was sent yet')).toBeInTheDocument();
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Send a ping' }));
    const sheet = within(await screen.findByRole('dialog', { name: 'Try-out message' }));
    expect(router.state.location.search).toEqual({ delivery: DELIVERY_ID });
    expect(await sheet.findByText(/Not tried yet/)).toBeInTheDocument();
    state.deliveries = state.deliveries.map((one) => ({
      ...one,
      status: 'delivered',
      attempts: 1,
      attempt_log: [{ ...attempt, error: null, response_status: 200, response_excerpt: 'thanks' }],
    }));
    expect(await sheet.findByText('Taken', {}, { timeout: 5000 })).toBeInTheDocument();
    expect(sheet.getByText('thanks')).toBeInTheDocument();
    await user.click(sheet.getByRole('button', { name: 'Send again' }));
    await waitFor(() => expect(calls.map((call) => call.what)).toEqual(['ping', 'redeliver']));
  });

  it('tells every attempt in words, also one we have none for', async () => {
    const log = [
      { ...attempt, error: 'tls_failed' as const },
      { ...attempt, attempted_at: '2026-11-21T09:01:00Z', error: 'something_new' as 'refused' },
    ];
    office({ is_active: false }, [{ ...DELIVERY, status: 'failed', payload: { id: 'x' }, attempt_log: log }]);
    await openPage(`/settings/webhooks/${WEBHOOK_ID}?delivery=${DELIVERY_ID}`);
    const sheet = within(await screen.findByRole('dialog', { name: 'Document read' }));
    expect(sheet.getByText('No secure connection: check the certificate')).toBeInTheDocument();
    expect(sheet.getByText('something_new')).toBeInTheDocument();
    expect(sheet.getByRole('button', { name: 'Send again' })).toBeDisabled();
    expect(sheet.getByText('Switch the webhook on first.')).toBeInTheDocument();
  });

  it('filters its deliveries in the address', async () => {
    office({}, [{ ...DELIVERY, status: 'failed', payload: {}, attempt_log: [] }]);
    const { user, router } = await openPage(`/settings/webhooks/${WEBHOOK_ID}?status=delivered`);
    expect(await screen.findByText('No deliveries here')).toBeInTheDocument();
    await user.click(screen.getByRole('link', { name: 'Failed' }));
    expect(await screen.findByRole('link', { name: /Failed.*Document read/ })).toBeInTheDocument();
    expect(router.state.location.search).toEqual({ status: 'failed' });
  });

  it('is paused with the version seen', async () => {
    const { calls } = office();
    const { user } = await openPage(`/settings/webhooks/${WEBHOOK_ID}`);
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(await screen.findByRole('button', { name: 'Switch on' })).toBeInTheDocument();
    expect(screen.getByText(/^Paused: nothing is sent/)).toBeInTheDocument();
    expect(calls).toEqual([{ what: 'revise', body: { is_active: false }, match: '"3"' }]);
  });

  async function conflict() {
    const { state, calls } = office();
    const page = await openPage(`/settings/webhooks/${WEBHOOK_ID}`);
    await page.user.click(await screen.findByRole('button', { name: 'Edit' }));
    const form = within(await screen.findByRole('dialog', { name: 'Edit the webhook' }));
    await page.user.clear(form.getByLabelText('Description'));
    await page.user.type(form.getByLabelText('Description'), 'Mine');
    state.webhook = { ...state.webhook, description: 'Theirs', version: 4 };
    await page.user.click(form.getByRole('button', { name: 'Save' }));
    expect(await form.findByRole('alert')).toHaveTextContent('Somebody else changed this webhook');
    expect(form.getByLabelText('Description')).toHaveValue('Mine');
    return { ...page, form, calls, state };
  }

  it('overwrites what a colleague changed only when told to', async () => {
    const { user, form, calls, state } = await conflict();
    await user.click(form.getByRole('button', { name: 'Save mine' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Mine' })).toBeInTheDocument();
    expect(calls.map((call) => call.match)).toEqual(['"3"', '"4"']);
    expect(state.webhook.description).toBe('Mine');
  });

  it('or shows what the colleague wrote', async () => {
    const { user, calls } = await conflict();
    await user.click(screen.getByRole('button', { name: 'Take theirs' }));
    const description = await screen.findByLabelText('Description');
    await waitFor(() => expect(screen.getByLabelText('Description')).toHaveValue('Theirs'));
    expect(description).toBeDefined();
    expect(calls).toHaveLength(1);
  });

  it('leads back when it is not there', async () => {
    office();
    server.use(http.get('*/api/v1/webhooks/:id', () => problem(404, 'webhook_not_found', 'None')));
    await openPage('/settings/webhooks/nonsense');
    expect(await screen.findByRole('heading', { level: 1, name: /^This webhook does not exist/ })).toBeInTheDocument();
  });
});
