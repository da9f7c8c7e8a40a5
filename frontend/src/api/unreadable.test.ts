import { expect, it } from 'vitest';

const SOURCES = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.*', '!../testing/**'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const sdk = Object.entries(SOURCES).find(([path]) => path.endsWith('gen/sdk.gen.ts'))?.[1] ?? '';
const writing = [...sdk.matchAll(/^export const (\w+) = .*\.(?:post|put|patch|delete)</gm)].map(
  ([, name]) => name ?? '',
);

/** Written past the door of unreadable.ts, and why nothing that could not be read goes out with it. */
const PAST_THE_DOOR: Record<string, string> = {
  '../features/contacts/queries.ts': 'asks what a number of the register says',
  '../features/documents/review/revise.ts': 'one field that was corrected, handed on when it was read',
  '../features/identity/invitation-page.tsx': 'asks what an invitation is of',
  '../features/identity/verify-email-page.tsx': 'a link that was opened',
  '../features/invoicing/editor/use-totals.ts': 'asks for totals',
  '../features/invoicing/queries.ts': 'asks what would be proposed',
  '../features/ledger/editor/use-dry-run.ts': 'a dry run',
};

it('has one door for every writing: it is a mutation, so that api/unreadable.ts is asked', () => {
  expect(writing).toEqual(expect.arrayContaining(['makeEntry', 'payInvoice', 'reviseExpense']));
  const named = new RegExp(`\\b(${writing.join('|')})\\b`);
  const past = Object.entries(SOURCES)
    .filter(([path, text]) => {
      const asked = /import \{([^}]*)\} from '[^']*gen\/sdk\.gen'/.exec(text)?.[1] ?? '';
      return !path.includes('/gen/') && named.test(asked) && !/\buseMutation\b/.test(text);
    })
    .map(([path]) => path);
  expect(past.toSorted()).toEqual(Object.keys(PAST_THE_DOOR));
});
