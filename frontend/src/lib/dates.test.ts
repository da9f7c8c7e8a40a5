import { describe, expect, it } from 'vitest';
import { addDays, formatAgo, formatDay, inWords, parseDay, periodName, periodOf, typedDay } from './dates';

describe('dates', () => {
  it.each([
    ['3/4', 'nl-BE', '2026-04-03'],
    ['3.4.25', 'fr-BE', '2025-04-03'],
    ['03-04-2025', 'nl-BE', '2025-04-03'],
    ['030425', 'en-IE', '2025-04-03'],
    ['3/4/2025', 'en-US', '2025-03-04'],
    ['2025-12-31', 'nl-BE', '2025-12-31'],
    ['+30', 'nl-BE', '2026-02-14'],
    ['-1', 'nl-BE', '2026-01-14'],
    ['31/2/2026', 'nl-BE', null],
    ['12', 'nl-BE', null],
    ['tomorrow', 'nl-BE', null],
  ])('reads %s typed in %s', (typed, locale, want) => expect(parseDay(typed, locale, '2026-01-15')).toBe(want));

  it.each([
    ['15 november', '2026-11-15'],
    ['15 nov', '2026-11-15'],
    ['15 nov.', '2026-11-15'],
    ['15 Nov 2025', '2025-11-15'],
    ['15 nov. 25', '2025-11-15'],
    ['15-nov-2025', '2025-11-15'],
    ['15nov', '2026-11-15'],
    ['15 novembre', '2026-11-15'],
    ['1er août 2025', '2025-08-01'],
    ['3 déc.', '2026-12-03'],
    ['14 juil.', '2026-07-14'],
    ['14 juin', '2026-06-14'],
    ['28 févr.', '2026-02-28'],
    ['3 mrt', '2026-03-03'],
    ['3de maart', '2026-03-03'],
    ['5 mei', '2026-05-05'],
    ['9 okt 2025', '2025-10-09'],
    ['1st April', '2026-04-01'],
    ['Sept 9, 2025', '2025-09-09'],
    ['September 9th, 2025', '2025-09-09'],
    ['Nov 15', null],
    ['15 jui', null],
    ['15 ma', null],
    ['31 april', null],
    ['29 feb', null],
    ['november', null],
    ['november 2026', null],
    ['15 nov 202', null],
    ['15 nov 20 26', null],
    ['constructor', null],
  ])('reads the month of %s', (typed, want) => {
    for (const locale of ['nl-BE', 'fr-BE', 'en-US']) expect(parseDay(typed, locale, '2026-01-15')).toBe(want);
  });

  it('keeps the booking day in every time zone', () => expect(formatDay('2026-01-01', 'en-IE')).toBe('1 Jan 2026'));
  it('shows what one would type', () => {
    expect(typedDay('2026-04-03', 'nl-BE')).toBe('03/04/2026');
    expect(parseDay(typedDay('2026-04-03', 'fr-BE'), 'fr-BE')).toBe('2026-04-03');
  });
  it('knows the periods around a day', () => {
    expect(periodOf('this-month', '2026-02-11')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(periodOf('last-quarter', '2026-02-11')).toEqual({ from: '2025-10-01', to: '2025-12-31' });
    expect(periodOf('this-year', '2026-02-11')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
    expect(periodName({ from: '2025-10-01', to: '2025-12-31' }, '2026-02-11')).toBe('last-quarter');
    expect(periodName({}, '2026-02-11')).toBeNull();
  });
  it('writes recorded days and moments as the reader does, and nothing else', () => {
    expect(inWords('2026-11-22', 'fr-BE')).toBe('22 nov. 2026');
    expect(inWords('2026-11-22 03:26:04.279400+00:00', 'nl-BE')).toMatch(/^22 nov 2026.*\d{2}:26$/);
    expect(inWords('2026-1122', 'nl-BE')).toBe('2026-1122');
  });
  it('crosses months and leap days', () => expect(addDays('2028-02-28', 2)).toBe('2028-03-01'));
  it('says how long ago', () => {
    const now = Date.parse('2026-01-15T12:00:00Z');
    expect(formatAgo('2026-01-15T11:57:00Z', 'en-IE', now)).toMatch(/3 min/);
    expect(formatAgo('2026-01-15T11:59:50Z', 'en-IE', now)).toBe('now');
  });
});
