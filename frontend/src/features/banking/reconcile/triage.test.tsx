import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { delay, http } from 'msw';
import type { ReactNode } from 'react';
import { beforeAll, expect, it, vi } from 'vitest';
import type { BankLineRead } from '@/api/gen/types.gen';
import { I18n, loadTexts } from '@/i18n/i18n';
import { shownToasts } from '@/lib/toasts';
import { answer } from '@/testing/house';
import { problem } from '@/testing/office';
import { server } from '@/testing/server';
import { useTriage } from './triage';

beforeAll(() => loadTexts('banking'));

const line = (id: string) =>
  ({ id, counterparty_name: `Name ${id}`, text: '', open_amount: '10.00' }) as unknown as BankLineRead;
const ROWS = ['first', 'second', 'third'].map(line);
const [FIRST, SECOND] = ROWS as [BankLineRead, BankLineRead];

function triage() {
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <I18n>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </I18n>
  );
  const go = vi.fn();
  const view = renderHook(() => useTriage({ rows: ROWS, current: FIRST, go, leaves: true }), { wrapper });
  return { ...view, go };
}

const ids = (rows: readonly BankLineRead[]) => rows.map(({ id }) => id);

it.each([
  ['in order', 0, 60],
  ['out of order', 60, 0],
])('tells the answer of each of two lines that were accepted at once, %s', async (_, ofFirst, ofSecond) => {
  const asked = vi.fn();
  server.use(
    http.post('*/banking/lines/:id/reconcile', async ({ params }) => {
      asked(params.id);
      await delay(params.id === 'first' ? ofFirst : ofSecond);
      if (params.id === 'first') return problem(409, 'period_locked', 'This period is locked');
      return answer({ ...SECOND, status: 'reconciled', reconciliations: [{ id: 'what', undone_at: null }] });
    }),
  );
  const { result } = triage();
  act(() => {
    result.current.accept(FIRST, []);
    result.current.accept(FIRST, []);
    result.current.accept(SECOND, []);
  });
  await waitFor(() => expect(result.current.done).toBe(1));
  await waitFor(() => expect(result.current.refusal(FIRST)?.code).toBe('period_locked'));
  await waitFor(() => expect(result.current.busy).toBe(false));
  expect(ids(result.current.shown)).toEqual(['first', 'third']);
  expect(asked.mock.calls.flat()).toEqual(['first', 'second']);
  const told = Object.fromEntries(shownToasts().map(({ tone, detail }) => [tone, detail]));
  expect(told).toEqual({ problem: 'Name first', done: undefined });
});

it('says which rule the parts are of, and nothing of a rule where they are not', async () => {
  const asked = vi.fn();
  server.use(
    http.post('*/banking/lines/:id/reconcile', async ({ request, params }) => {
      asked(((await request.json()) as { rule_id: unknown }).rule_id);
      return answer({ ...FIRST, id: params.id, status: 'reconciled', reconciliations: [] });
    }),
  );
  const { result } = triage();
  act(() => result.current.accept(FIRST, [], { rule: 'telephone' }));
  await waitFor(() => expect(result.current.done).toBe(1));
  act(() => result.current.accept(SECOND, []));
  await waitFor(() => expect(result.current.done).toBe(2));
  expect(asked.mock.calls.flat()).toEqual(['telephone', null]);
});

it('rejects a sum of several in one request, and takes it back in one', async () => {
  const asked = vi.fn();
  const note = async ({ request }: { request: Request }) => {
    asked(new URL(request.url).pathname.split('/').at(-1), await request.json());
    return answer(FIRST);
  };
  server.use(http.post('*/lines/:id/reject', note), http.post('*/lines/:id/allow', note));
  const { result, go } = triage();
  const items = ['a', 'b'].map((id) => ({ type: 'invoice' as const, id }));
  act(() => result.current.reject(FIRST, items));
  await waitFor(() => expect(result.current.last).toEqual({ lineId: 'first', items }));
  act(() => result.current.takeBack(result.current.last as never));
  await waitFor(() => expect(go).toHaveBeenLastCalledWith('first'));
  expect(asked.mock.calls).toEqual([
    ['reject', { items }],
    ['allow', { items }],
  ]);
});

it('does not call back who left, and takes back what was counted', async () => {
  server.use(
    http.post('*/banking/lines/:id/reconcile', () =>
      answer({ ...FIRST, status: 'reconciled', reconciliations: [{ id: 'what', undone_at: null }] }),
    ),
    http.post('*/banking/lines/:id/undo', () => answer({ ...FIRST, reconciliations: [] })),
  );
  const { result, go, unmount } = triage();
  act(() => result.current.accept(FIRST, []));
  await waitFor(() => expect(result.current.done).toBe(1));
  act(() => shownToasts().at(-1)?.action?.run());
  await waitFor(() => expect(result.current.done).toBe(0));
  expect(go).toHaveBeenLastCalledWith('first');
  act(() => result.current.accept(FIRST, []));
  await waitFor(() => expect(result.current.done).toBe(1));
  go.mockClear();
  act(() => result.current.undo('first', 'wrong'));
  unmount();
  await waitFor(() => expect(shownToasts().at(-1)?.title).toBe('Undone; the line is open again'));
  expect(go).not.toHaveBeenCalled();
});
