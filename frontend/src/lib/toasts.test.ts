import { expect, it } from 'vitest';
import { dismissTopic, leaveToasts, shownToasts, toast } from './toasts';

const titles = () => shownToasts().map((one) => one.title);

it('shows one toast per topic: the last decision is the one that can be undone', () => {
  toast({ tone: 'done', title: 'A approved', topic: 'decision' });
  toast({ tone: 'done', title: 'Saved' });
  toast({ tone: 'done', title: 'B approved', topic: 'decision' });
  expect(titles()).toEqual(['Saved', 'B approved']);
});

it('takes back what is not true any more, and nothing else', () => {
  toast({ tone: 'problem', title: 'Not approved', topic: 'refusal' });
  toast({ tone: 'done', title: 'A approved', topic: 'decision' });
  dismissTopic('refusal');
  expect(titles()).toEqual(['A approved']);
});

it('leaves an offer behind with the part of the site it belongs to', () => {
  toast({ tone: 'done', title: 'A approved', within: '/documents' });
  toast({ tone: 'note', title: 'Saved' });
  leaveToasts('/documents/d2');
  expect(titles()).toEqual(['A approved', 'Saved']);
  leaveToasts('/journal');
  expect(titles()).toEqual(['Saved']);
});
