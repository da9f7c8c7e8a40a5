// Fails when a page needs more JavaScript and CSS than it may (gzip, static imports only). Reads Vite's manifest.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const sizes = new Map();

function size(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length);
  return sizes.get(file);
}

function graph(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const imported of manifest[key].imports ?? []) graph(imported, seen);
  return seen;
}

function total(keys) {
  const files = new Set();
  for (const key of keys) for (const file of [manifest[key].file, ...(manifest[key].css ?? [])]) files.add(file);
  return [...files].reduce((sum, file) => sum + size(file), 0) / 1024;
}

const START = 'index.html';
const SHELL = 'src/app/routes/_app.tsx';
const find = (name) => Object.keys(manifest).find((key) => key === name || key.startsWith(`${name}?`));

/** Kilobytes: the start alone, the shell on top of it, each page on top of both. */
const budgets = {
  [START]: 165,
  [SHELL]: 15,
  'src/app/routes/sign-in.tsx': 15,
  'src/app/routes/sign-up.tsx': 15,
  'src/app/routes/_app.index.tsx': 15,
  'src/app/routes/_app.documents.index.tsx': 15,
  'src/app/routes/_app.documents.$documentId.tsx': 40,
  'src/app/routes/_app.journal.index.tsx': 20,
  'src/app/routes/_app.journal.$entryId.tsx': 15,
  'src/app/routes/_app.trial-balance.tsx': 15,
  'src/app/routes/_app.accounts.tsx': 10,
  'src/app/routes/_app.settings.tsx': 10,
  'src/app/shell/command-palette.tsx': 45,
  'src/app/shell/key-sheet.tsx': 30,
  'src/app/shell/user-menu.tsx': 55,
  'src/ui/combobox-list.tsx': 60,
  'src/ui/reason-dialog.tsx': 30,
  'src/ui/date-popover.tsx': 45,
};

const start = graph(START);
const shell = new Set([...start, ...graph(find(SHELL))]);
let over = 0;
for (const [name, allowed] of Object.entries(budgets)) {
  const key = find(name);
  if (!key) {
    console.log(`??   ${name} is not in the build`);
    over++;
    continue;
  }
  const below = name === START ? new Set() : name === SHELL || name.includes('/sign-') ? start : shell;
  const used = total([...graph(key)].filter((one) => !below.has(one)));
  if (used > allowed) over++;
  console.log(`${used > allowed ? 'OVER' : 'ok  '} ${name.padEnd(48)} ${used.toFixed(1).padStart(6)} / ${allowed} KB`);
}
process.exit(over ? 1 : 0);
