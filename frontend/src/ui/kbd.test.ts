import { expect, it } from 'vitest';
import { keysOf } from './kbd';

it.each([
  ['mod+enter', ['mod', 'enter']],
  ['g d', ['g', 'd']],
  ['+', ['+']],
  ['mod++', ['mod', '+']],
  ['-', ['-']],
  ['?', ['?']],
])('%s has a keycap for each of its keys', (shortcut, keys) => expect(keysOf(shortcut)).toEqual(keys));
