import { MutationCache, QueryClient, QueryClientProvider, useMutation } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asApiError } from '@/api/problem';
import { refuseUnreadable } from '@/api/unreadable';
import { I18n } from '@/i18n/i18n';
import { listenForHotkeys, useHotkeys } from '@/lib/hotkeys';
import { refuseUnreadableForms } from '@/lib/unreadable';
import { DateInput } from '@/ui/date-field';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { MoneyInput } from '@/ui/money-input';

interface Sent {
  amount: string | null;
  day: string | null;
}
let sent: Sent[];
let handedOn: Sent[];
let stop: (() => void)[];

beforeEach(() => {
  sent = [];
  handedOn = [];
  stop = [listenForHotkeys(), refuseUnreadableForms()];
});
afterEach(() => {
  for (const end of stop) end();
});

/** Sends in each way a screen can: a form, a button of its own, a shortcut, and by itself where nothing was typed. */
function Screen() {
  const [amount, setAmount] = useState<string | null>('121.00');
  const [day, setDay] = useState<string | null>('2026-11-01');
  const [asking, setAsking] = useState(false);
  const send = useMutation<void, Error, Sent>({ mutationFn: async (asked) => void sent.push(asked) });
  const leave = useMutation({ meta: { anyway: true }, mutationFn: async () => void handedOn.push({ amount, day }) });
  useHotkeys([
    { keys: 'mod+enter', label: 'Save', group: 'Test', run: () => send.mutate({ amount, day }), whileTyping: true },
  ]);
  return (
    <>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          handedOn.push({ amount, day });
        }}
      >
        <Field label="Amount">{(ids) => <MoneyInput {...ids} value={amount} onChange={setAmount} />}</Field>
        <details>
          <summary>More</summary>
          <Field label="Day">{(ids) => <DateInput {...ids} value={day} onChange={setDay} />}</Field>
        </details>
        <button type="submit">Hand on</button>
      </form>
      <button type="button" onClick={() => send.mutate({ amount, day })}>
        Send
      </button>
      <button type="button" onClick={() => setAsking(true)}>
        Ask
      </button>
      <Dialog open={asking} onOpenChange={setAsking} title="A question">
        <input aria-label="Why" />
        <button type="button" onClick={() => send.mutate({ amount, day })}>
          Send now
        </button>
      </Dialog>
      <button type="button" onClick={() => setDay('2026-12-24')}>
        Christmas
      </button>
      <button type="button" onClick={() => leave.mutate()}>
        Leave
      </button>
      <output>{send.error ? asApiError(send.error).code : ''}</output>
    </>
  );
}

function open() {
  const client = new QueryClient({ mutationCache: new MutationCache({ onMutate: refuseUnreadable }) });
  render(
    <I18n>
      <QueryClientProvider client={client}>
        <Screen />
      </QueryClientProvider>
    </I18n>,
  );
  return userEvent.setup();
}

const WAYS = [
  ['the form', '{Enter}'],
  ['the button of the form', 'Hand on'],
  ['a button beside it', 'Send'],
  ['the shortcut', '{Control>}{Enter}{/Control}'],
] as const;

async function go(user: ReturnType<typeof open>, way: string) {
  if (way.startsWith('{')) await user.keyboard(way);
  else await user.click(screen.getByRole('button', { name: way }));
}

it.each(WAYS)('never sends the old value with %s for an amount it cannot read', async (_name, way) => {
  const user = open();
  const amount = screen.getByLabelText('Amount');
  await user.click(amount);
  await user.clear(amount);
  await user.keyboard('50 euro');
  await go(user, way);
  expect(amount).toHaveValue('50 euro');
  expect(amount).toBeInvalid();
  expect(amount).toHaveAccessibleDescription('This is not an amount: write figures only.');
  await waitFor(() => expect(amount).toHaveFocus());
  expect([sent, handedOn]).toEqual([[], []]);
  await user.clear(amount);
  await user.keyboard('50,-');
  await go(user, way);
  await waitFor(() => expect([...sent, ...handedOn]).toEqual([{ amount: '50.00', day: '2026-11-01' }]));
});

it('says what is wrong where a button sends, and leads to a day that is folded away', async () => {
  const user = open();
  await user.click(screen.getByText('More'));
  const day = screen.getByLabelText('Day');
  await user.clear(day);
  await user.type(day, '31 november');
  await user.click(screen.getByText('More'));
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('field_unreadable'));
  expect(day).toHaveFocus();
  expect(day).toHaveValue('31 november');
  expect(day.closest('details')).toHaveAttribute('open');
  expect(sent).toEqual([]);
});

it('lets go of what it could not read when its value comes from elsewhere', async () => {
  const user = open();
  const day = screen.getByLabelText('Day');
  await user.clear(day);
  await user.type(day, '31/2');
  await user.click(screen.getByRole('button', { name: 'Christmas' }));
  expect(day).toHaveValue('24/12/2026');
  expect(day).toBeValid();
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(sent).toEqual([{ amount: '121.00', day: '2026-12-24' }]));
});

it('holds up no leaving', async () => {
  const user = open();
  await user.clear(screen.getByLabelText('Amount'));
  await user.keyboard('abc');
  await user.click(screen.getByRole('button', { name: 'Leave' }));
  await waitFor(() => expect(handedOn).toHaveLength(1));
});

it('keeps the focus in a dialog that asks above the field it cannot read', async () => {
  const user = open();
  await user.clear(screen.getByLabelText('Amount'));
  await user.keyboard('abc');
  await user.click(screen.getByRole('button', { name: 'Ask' }));
  await user.click(await screen.findByRole('button', { name: 'Send now' }));
  await waitFor(() => expect(document.querySelector('output')).toHaveTextContent('field_unreadable'));
  expect(screen.getByRole('button', { name: 'Send now' })).toHaveFocus();
  expect(sent).toEqual([]);
});
