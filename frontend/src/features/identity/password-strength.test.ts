import { describe, expect, it } from 'vitest';
import { lengthOf, strengthOf } from './password-strength';

describe('password strength', () => {
  it.each([
    ['kort', 'short'],
    ['aaaaaaaaaaaa', 'weak'],
    ['12345678', 'weak'],
    ['abcdefghij', 'weak'],
    ['Xk3!pq9v', 'fair'],
    ['ham en kaas', 'fair'],
    ['twee koffie graag', 'good'],
    ['een lange zin is goed genoeg', 'strong'],
  ])('%s is %s', (password, strength) => expect(strengthOf(password)).toBe(strength));

  it('sees what anybody would try first', () => {
    const known = ['An Peeters', 'an.peeters@example.com', 'Bakkerij Peeters'];
    expect(strengthOf('peeters2026', known)).toBe('weak');
    expect(strengthOf('An Peeters 1', known)).toBe('weak');
    expect(strengthOf('bakkerij!!', known)).toBe('weak');
    expect(strengthOf('de bakkerij om de hoek', known)).not.toBe('weak');
  });

  it('counts characters as people do', () => expect(lengthOf('🔑🔑🔑')).toBe(3));
});
