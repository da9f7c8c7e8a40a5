import { afterEach, expect, it, vi } from 'vitest';
import { copyText } from './clipboard';

afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

it('copies without the clipboard API, and gives the focus back', async () => {
  vi.stubGlobal('navigator', {});
  let selected = '';
  document.execCommand = () => {
    const field = document.activeElement as HTMLTextAreaElement;
    selected = field.value.slice(field.selectionStart, field.selectionEnd);
    return true;
  };
  const button = document.createElement('button');
  document.body.append(button);
  button.focus();
  expect(await copyText('sap_secret')).toBe(true);
  expect(selected).toBe('sap_secret');
  expect(document.activeElement).toBe(button);
  expect(document.querySelector('textarea')).toBeNull();
});

it('says when nothing could be copied', async () => {
  vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error('no')) } });
  document.execCommand = () => false;
  expect(await copyText('x')).toBe(false);
});
