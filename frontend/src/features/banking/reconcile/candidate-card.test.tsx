import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { BankLineRead, CandidateRead } from '@/api/gen/types.gen';
import { I18n, loadTexts } from '@/i18n/i18n';
import { CandidateCard } from './candidate-card';

const LINE = { id: 'l', currency: 'EUR', open_amount: '239.75' } as BankLineRead;
const candidate = (kind: CandidateRead['kind'], score: number): CandidateRead => ({
  kind,
  score,
  is_sure: false,
  solutions: 1,
  items: [],
  reasons: [],
  difference: '0.00',
  parts: [],
});

it('says a likelihood of the first only: several of one line would contradict each other', async () => {
  await loadTexts('banking');
  const found = [candidate('exact', 0.996), candidate('difference', 0.97), candidate('difference', 0.55)];
  render(
    <I18n>
      {found.map((one, at) => (
        <CandidateCard
          key={one.score}
          candidate={one}
          line={LINE}
          first={at === 0}
          chosen={at === 0}
          onChoose={() => {}}
        />
      ))}
    </I18n>,
  );
  expect((await screen.findAllByText(/% likely/)).map((one) => one.textContent)).toEqual(['99 % likely']);
  expect(screen.getAllByText('also possible')).toHaveLength(2);
});
