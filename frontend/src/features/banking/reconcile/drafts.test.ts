import { expect, it } from 'vitest';
import type { CandidateRead } from '@/api/gen/types.gen';
import { asked, type DraftPart, partsOf } from './draft';
import { beginDraft, draftOf, dropDraft, keepDraft, ruleOf } from './drafts';

const LINE = { open_amount: '-90.00', currency: 'EUR' };
const OF_RULE: CandidateRead = {
  kind: 'rule',
  score: 1,
  is_sure: false,
  solutions: 1,
  items: [],
  reasons: [],
  difference: '0.00',
  rule_id: 'lease',
  rule_name: 'Lease',
  parts: [
    { type: 'account', account_code: '440', amount: '-60.00', contact_id: 'proximus' },
    { type: 'account', account_code: '612', amount: '-30.00', vat_rate: '21' },
  ],
};

const now = () => asked(draftOf('line') ?? [], LINE);

it('asks for what a rule would book, contact and rule with it, as long as nobody changes it', () => {
  const parts = partsOf(OF_RULE, LINE);
  beginDraft('line', parts, OF_RULE.rule_id);
  expect(now()).toEqual([
    { type: 'account', account_code: '440', amount: '-60.00', vat_rate: null, contact_id: 'proximus', memo: null },
    { type: 'account', account_code: '612', amount: '-30.00', vat_rate: '21', contact_id: null, memo: null },
  ]);
  expect(ruleOf('line', now(), LINE)).toBe('lease');
  const [first, second] = parts as [DraftPart, DraftPart];
  keepDraft('line', [first, { ...second, amount: '-29.00' } as DraftPart]);
  expect(ruleOf('line', now(), LINE)).toBeNull();
  keepDraft('line', [first, { ...second }]);
  expect(ruleOf('line', now(), LINE)).toBe('lease');
});

it('forgets the rule with the draft', () => {
  const parts = partsOf(OF_RULE, LINE);
  beginDraft('line', parts, OF_RULE.rule_id);
  dropDraft('line');
  keepDraft('line', parts);
  expect(ruleOf('line', now(), LINE)).toBeNull();
  beginDraft('line', parts, OF_RULE.rule_id);
  beginDraft('line', parts);
  expect(ruleOf('line', now(), LINE)).toBeNull();
});
