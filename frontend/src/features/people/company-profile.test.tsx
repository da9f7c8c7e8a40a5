import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { ReviseCompany } from '@/api/gen/types.gen';
import { answer, COMPANY, house } from '@/testing/house';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

it('says what the company usually sells, and takes it back', async () => {
  const sent: unknown[] = [];
  server.use(
    http.patch('*/api/v1/company', async ({ request }) => {
      const change = (await request.json()) as ReviseCompany;
      sent.push(change);
      return answer({ ...COMPANY, ...change, version: COMPANY.version + sent.length });
    }),
    ...house(),
  );
  const { user } = await openPage('/settings/company');
  const sells = await screen.findByLabelText('What you usually sell');
  const keep = screen.getByRole('button', { name: 'Keep these details' });
  expect(sells).toHaveDisplayValue('Not said');
  expect(keep).toBeDisabled();
  await user.selectOptions(sells, 'Services');
  await user.click(keep);
  await waitFor(() => expect(keep).toBeDisabled());
  expect(sells).toHaveDisplayValue('Services');
  await user.selectOptions(sells, 'Not said');
  await user.click(keep);
  await waitFor(() => expect(sent).toEqual([{ sells: 'services' }, { sells: null }]));
  expect(await violations()).toEqual([]);
});
