import { describe, expect, it } from 'vitest';
import { PERMISSIONS } from '@/api/gen/roles.gen';
import { addDays, today } from '@/lib/dates';
import { permissionsOf } from '@/testing/house';
import { lastDay } from './expiry';
import { curlCall, pythonCall } from './first-call';
import { extentOf, givable, SCOPES, scopesOf } from './scopes';

const FOR_PEOPLE = ['security:revise', 'api_keys:manage', 'members:manage', 'company:close'];

describe('what a key can be given', () => {
  it('is everything the API knows, but what is for people only', () => {
    const known = Object.keys(PERMISSIONS).filter((name) => !FOR_PEOPLE.includes(name));
    expect([...SCOPES].sort()).toEqual(known.sort());
  });

  it('is never more than one may oneself', () => {
    const mine = givable(permissionsOf('accountant'));
    expect(mine).toContain('documents:approve');
    expect(mine).not.toContain('company:revise');
    expect(scopesOf('all', mine, new Set())).toEqual(mine);
    expect(scopesOf('choose', mine, new Set(['company:revise', 'ledger:read']))).toEqual(['ledger:read']);
  });

  it('reads, or does all, or is counted', () => {
    const mine = givable(permissionsOf('owner'));
    expect(extentOf(scopesOf('read', mine, new Set()))).toBe('read');
    expect(extentOf(scopesOf('all', mine, new Set()))).toBe('all');
    expect(extentOf(['documents:read', 'documents:upload'])).toBe('some');
    expect(extentOf([...SCOPES, 'something:later'])).toBe('all');
  });
});

describe('until when', () => {
  it('counts days from today, or takes a day, or none', () => {
    expect(lastDay('30', null)).toBe(addDays(today(), 30));
    expect(lastDay('never', '2027-01-01')).toBeNull();
    expect(lastDay('own', '2027-01-01')).toBe('2027-01-01');
    expect(lastDay('own', null)).toBeUndefined();
  });
});

describe('the first call', () => {
  it('asks for something that this key may read', () => {
    expect(curlCall('https://a.example', 'sap_x', ['ledger:read', 'profile:read'])).toBe(
      "curl -H 'Authorization: Bearer sap_x' \\\n  'https://a.example/api/v1/ledger/entries?limit=5'",
    );
    expect(curlCall('https://a.example', 'sap_x', ['documents:upload'])).toContain('-F files=@invoice.pdf');
    expect(pythonCall('https://a.example', 'sap_x', ['mail:read'])).toContain('https://a.example/api/v1/mails?limit=5');
  });
});
