import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { delay, http } from 'msw';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import type { BankLineRead } from '@/api/gen/types.gen';
import { listed } from '@/testing/house';
import { server } from '@/testing/server';
import { bankKeys } from '../queries';
import { useAhead } from './ahead';

const line = (id: string, status = 'open') => ({ id, status }) as unknown as BankLineRead;
const ROWS = [line('one'), line('two'), line('done', 'reconciled'), line('three'), line('four')];

function ahead() {
  const asked: string[] = [];
  server.use(
    http.get('*/banking/lines/:id/candidates', async ({ params }) => {
      asked.push(String(params.id));
      await delay(5);
      return listed([]);
    }),
  );
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const start = (at: number) =>
    renderHook(({ at, booked }) => useAhead(ROWS, ROWS[at], booked), { wrapper, initialProps: { at, booked: 0 } });
  return { asked, client, start };
}

const saveData = (value: boolean) =>
  Object.defineProperty(navigator, 'connection', { configurable: true, value: { saveData: value } });

afterEach(() => saveData(false));

it('asks for the next two lines that wait while the first is read, and for one more a line further', async () => {
  const { asked, start } = ahead();
  const { rerender } = start(0);
  await waitFor(() => expect(asked).toEqual(['two', 'three']));
  rerender({ at: 1, booked: 0 });
  await waitFor(() => expect(asked).toEqual(['two', 'three', 'four']));
});

it('lets the line that is read go before the next', async () => {
  const { asked, client, start } = ahead();
  let tell = () => {};
  const own = new Promise<null>((resolve) => {
    tell = () => resolve(null);
  });
  void client.prefetchQuery({ queryKey: bankKeys.candidates('one'), queryFn: () => own });
  start(0);
  await act(() => delay(30));
  expect(asked).toEqual([]);
  act(() => tell());
  await waitFor(() => expect(asked).toEqual(['two', 'three']));
});

it('asks anew for the next lines once something was booked', async () => {
  const { asked, client, start } = ahead();
  const { rerender } = start(0);
  await waitFor(() => expect(asked).toEqual(['two', 'three']));
  await act(() => delay(20));
  await client.invalidateQueries({ queryKey: ['banking', 'candidates'], refetchType: 'none' });
  rerender({ at: 0, booked: 1 });
  await waitFor(() => expect(asked).toEqual(['two', 'three', 'two', 'three']));
});

it('asks for nothing ahead where somebody saves data', async () => {
  saveData(true);
  const { asked, start } = ahead();
  start(0);
  await act(() => delay(30));
  expect(asked).toEqual([]);
});
