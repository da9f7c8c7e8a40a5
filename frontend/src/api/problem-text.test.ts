import { expect, it } from 'vitest';
import { loadTexts, setLocale, translator } from '@/i18n/i18n';
import nl from '@/i18n/nl.json';
import banking from '@/i18n/parts/banking.nl.json';
import { problemSentence } from './problem-text';

const told = (code: string) => problemSentence(translator(), { code, message: 'What the server says' });

it('tells a problem in the words of everybody, then of a part that is here, and else in the server’s', async () => {
  await setLocale('nl');
  expect(told('seller_incomplete')).toBe(nl.problem.seller_incomplete);
  expect(told('field_missing:total_amount')).toBe(nl.problem.field_missing);
  await loadTexts('banking');
  expect(told('too_many_rules')).toBe(banking.banking.problems.too_many_rules);
  expect(told('period_locked')).toBe(nl.problem.period_locked);
  expect(told('heard_of_nowhere')).toBe('What the server says');
  expect(problemSentence(translator(), null)).toBe(nl.problem.unknown);
});
