import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { PreviewRead } from '@/api/gen/types.gen';
import { shownToasts } from '@/lib/toasts';
import { DUPLICATE, SETTINGS } from '@/testing/anomalies';
import { answer, house, person } from '@/testing/house';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';
import { parseValues, typedValues } from './controls/limit-values';

const PREVIEW: PreviewRead = {
  from_on: '2025-11-21',
  to_on: '2026-11-21',
  entries: 1400,
  coming_count: 0,
  going_count: 1,
  staying_count: 5,
  coming: [],
  going: [
    {
      book: 'purchases',
      entry_id: 'e1',
      journal_entry_id: null,
      contact_id: null,
      counterparty: 'Claes BV',
      reference: '2026-118',
      amount: '506.31',
      currency: 'EUR',
      booked_on: '2026-10-11',
      score: 2,
      reasons: [DUPLICATE],
    },
  ],
};

function controlled(role: 'owner' | 'viewer' = 'owner', refuse = 0) {
  const written: unknown[] = [];
  let left = refuse;
  let now = SETTINGS;
  server.use(
    http.get('*/api/v1/anomalies/settings', () => answer(now)),
    http.post('*/api/v1/anomalies/settings/preview', async ({ request }) => {
      written.push(await request.json());
      return answer(PREVIEW);
    }),
    http.put('*/api/v1/anomalies/settings', async ({ request }) => {
      written.push([request.headers.get('if-match'), await request.json()]);
      if (left-- > 0) {
        now = { ...SETTINGS, version: 4 };
        return problem(412, 'changed_meanwhile', 'Changed');
      }
      now = { ...now, version: now.version + 1 };
      return answer(now);
    }),
    ...house(person({ role })),
  );
  return written;
}

const ASKED = { off: ['quiet_day', 'near_duplicate'], changed: { split: { limits: [750, 5000], share: [0.85] } } };

it('tries on last year what is not kept yet, and keeps it on the version that was seen', async () => {
  const written = controlled();
  const { user } = await openPage('/anomalies/controls');
  await user.click(await screen.findByRole('checkbox', { name: /Almost the same invoice/ }));
  const share = screen.getByLabelText(/From this share of the limit on/);
  await user.clear(share);
  await user.type(share, '85{Enter}');
  await user.click(screen.getByRole('button', { name: 'Try on last year' }));
  const going = await screen.findByRole('region', { name: 'Would not have stood out' });
  expect(within(going).getByRole('link', { name: 'Claes BV' })).toBeInTheDocument();
  expect(written).toEqual([ASKED]);
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Keep' }));
  await waitFor(() => expect(written[1]).toEqual(['"3"', ASKED]));
  await waitFor(() => expect(shownToasts().at(-1)?.title).toBe('The controls are kept'));
});

it('asks whose controls count when somebody was faster', async () => {
  const written = controlled('owner', 1);
  const { user } = await openPage('/anomalies/controls');
  await user.click(await screen.findByRole('checkbox', { name: /Weekend or holiday/ }));
  await user.click(screen.getByRole('button', { name: 'Keep' }));
  expect(await screen.findByText('Somebody else changed the controls in the meantime')).toBeInTheDocument();
  expect(screen.getByRole('checkbox', { name: /Weekend or holiday/ })).toBeChecked();
  await user.click(screen.getByRole('button', { name: 'Keep mine' }));
  await waitFor(() => expect((written[1] as string[])[0]).toBe('"4"'));
  expect(await screen.findByText('Nothing changed')).toBeInTheDocument();
});

it('refuses what cannot be a limit, beside the field', async () => {
  controlled();
  const { user } = await openPage('/anomalies/controls');
  const days = await screen.findByLabelText(/At most apart/);
  await user.clear(days);
  await user.type(days, '0');
  await user.tab();
  expect(days).toHaveAccessibleDescription(/cannot be a limit/);
  expect(screen.getByRole('button', { name: 'Keep' })).toBeDisabled();
});

it('is to be read where somebody may only look', async () => {
  controlled('viewer');
  await openPage('/anomalies/controls');
  expect(await screen.findByRole('checkbox', { name: /Almost the same invoice/ })).toBeDisabled();
  expect(screen.queryByRole('button', { name: 'Keep' })).toBeNull();
});

it('reads limits as they are written: lists, shares of a hundred, and nothing that makes no sense', () => {
  expect(typedValues([500, 1000], 'money', 'nl-BE')).toBe('500; 1.000');
  expect(parseValues('1.000; 500;500', 'money', 'nl-BE', true)).toEqual([500, 1000]);
  expect(typedValues([0.9], 'percent', 'nl-BE')).toBe('90');
  expect(parseValues('92,5 %', 'percent', 'nl-BE', false)).toEqual([0.925]);
  for (const [typed, unit] of [
    ['101', 'percent'],
    ['0', 'money'],
    ['1,5', 'days'],
    ['4000', 'days'],
    ['1; 2', 'money'],
    ['much', 'money'],
  ] as const)
    expect(parseValues(typed, unit, 'nl-BE', false), typed).toBeNull();
});
