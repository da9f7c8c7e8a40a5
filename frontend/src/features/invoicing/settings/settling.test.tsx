import { screen } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import { answer, COMPANY, house } from '@/testing/house';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

it('says what is let go, keeps another limit, and tells a refusal beside its field', async () => {
  const sent: unknown[] = [];
  server.use(
    http.get('*/api/v1/number-series', () => answer([])),
    http.patch('*/api/v1/company', async ({ request }) => {
      sent.push(await request.json());
      if (sent.length === 1) return problem(422, 'less_than_equal', 'At most 1000', 'small_difference');
      return answer({ ...COMPANY, small_difference: '2.00' });
    }),
    ...house(),
  );
  const { user } = await openPage('/settings/invoicing');
  const small = await screen.findByLabelText('Small difference, at most');
  expect(small).toHaveValue('5.00');
  expect(screen.getByLabelText('Discount for prompt payment, at most (%)')).toHaveValue('10.00');
  const save = screen.getByRole('button', { name: 'Keep these limits' });
  expect(save).toBeDisabled();
  await user.clear(small);
  await user.type(small, '2000{Tab}');
  await user.click(save);
  expect(small).toHaveAttribute('aria-invalid', 'true');
  await user.clear(small);
  await user.type(small, '2{Tab}');
  await user.click(save);
  expect(await screen.findByText('The limits were saved')).toBeInTheDocument();
  expect(sent).toEqual([
    { small_difference: '2000.00', most_discount_percent: '10.00' },
    { small_difference: '2.00', most_discount_percent: '10.00' },
  ]);
  expect(await violations()).toEqual([]);
});
