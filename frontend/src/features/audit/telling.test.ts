import { describe, expect, it } from 'vitest';
import { namesAsked, SUBJECTS } from './events';
import { changesOf, factsOf, gistOf, namesOf, payloadText, subjectOf } from './telling';

describe('what an event tells', () => {
  it('puts before and after side by side, without what stayed as it was', () => {
    const payload = {
      old: { name: 'Bakkerij', vat_number: null, lines: [{ net: '1' }], events: ['a'] },
      new: { name: 'Bakkerij', vat_number: 'BE0123456749', lines: [{ net: '2' }], is_active: false },
    };
    expect(changesOf({ payload })).toEqual([
      { name: 'vat_number', before: null, after: 'BE0123456749' },
      { name: 'lines', before: [{ net: '1' }], after: [{ net: '2' }] },
      { name: 'is_active', before: undefined, after: false },
      { name: 'events', before: ['a'], after: undefined },
    ]);
  });

  it('takes a payload as it comes', () => {
    for (const payload of [{}, { old: null, new: 'text' }, { old: ['a'] }]) expect(changesOf({ payload })).toEqual([]);
  });

  it('keeps facts, and leaves references to the links', () => {
    const payload = { entry_id: 'e1', source_type: 'document', number: 'P1', reason: '', kind: null, integrity: false };
    expect(factsOf({ payload })).toEqual([
      ['number', 'P1'],
      ['integrity', false],
    ]);
  });

  it('says in a line what is special about it', () => {
    expect(gistOf({ payload: { number: 'P2026-00001', memo: 'Claes 77' } })).toBe('P2026-00001 · Claes 77');
    expect(gistOf({ payload: { reason: 'twice' } })).toBe('twice');
    expect(gistOf({ payload: { role: 'owner' } })).toBe('');
  });

  it('names the papers it is about once', () => {
    const about = [
      { type: 'document' as const, id: 'd1', name: 'factuur.pdf' },
      { type: 'entry' as const, id: 'e1', name: 'P2026-00001' },
    ];
    expect(namesOf({ about, payload: {} })).toBe('factuur.pdf · P2026-00001');
    expect(namesOf({ about, payload: { number: 'P2026-00001' } })).toBe('factuur.pdf');
    expect(namesOf({ about: [], payload: {} })).toBe('');
  });

  it('names the person it is about only where that is somebody else', () => {
    const actor = { id: 'an', name: 'An' };
    expect(subjectOf({ actor, payload: { user_id: 'an' } })).toBeNull();
    expect(subjectOf({ actor, payload: { user_id: 'bram' } })).toBe('bram');
    expect(subjectOf({ actor: null, payload: { user_id: 'bram' } })).toBe('bram');
  });

  it('hides amounts in the recorded text while they are hidden on the screen', () => {
    const payload = { new: { total_amount: '1512.50', due_date: '2026-12-31', number: '77-B' } };
    expect(payloadText(payload, true)).toContain('"total_amount": "•••••"');
    expect(payloadText(payload, true)).toContain('2026-12-31');
    expect(payloadText(payload, false)).toContain('1512.50');
  });
});

describe('the filter', () => {
  it('asks for the beginnings of a subject, or for one event', () => {
    expect(namesAsked(undefined)).toBeUndefined();
    expect(namesAsked('books')).toEqual(expect.arrayContaining(['entry.', 'invoice.', 'books.', 'contact.']));
    expect(namesAsked('document.approved')).toEqual(['document.approved']);
  });

  it('offers every event under the subject that finds it', () => {
    for (const { prefixes, events } of Object.values(SUBJECTS))
      for (const name of events)
        expect(
          prefixes.some((prefix) => name.startsWith(prefix)),
          name,
        ).toBe(true);
  });
});
