/** Back to where the door was closed, but only to a page of ours. */
export function safeReturn(asked: string | undefined): string {
  return asked && /^\/(?![/\\])/.test(asked) ? asked : '/';
}
