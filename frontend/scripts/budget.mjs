// Fails when a page needs more JavaScript and CSS than it may (gzip, static imports only). Reads Vite's manifest.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** The build to weigh: `npm run budget -- FOLDER`, else dist. */
const DIST = process.argv[2] ?? 'dist';
const manifest = JSON.parse(readFileSync(`${DIST}/.vite/manifest.json`, 'utf8'));
const sizes = new Map();

function size(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(`${DIST}/${file}`), { level: 9 }).length);
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
/** All but the pages one can open without signing in. */
const BEHIND_THE_DOOR = /routes\/_app|src\/(ui|features|app\/shell)\//;
const find = (name) => Object.keys(manifest).find((key) => key === name || key.startsWith(`${name}?`));

/** Kilobytes: the start alone, the shell on top of it, each page on top of both. A list brings the frame that all lists share. */
const budgets = {
  [START]: 167,
  [SHELL]: 16,
  // The sentences of one language come with the start, whichever it is.
  'src/i18n/nl.json': 20,
  'src/i18n/fr.json': 20,
  'src/i18n/en.json': 20,
  'src/app/routes/sign-in.tsx': 15,
  'src/app/routes/sign-up.tsx': 15,
  'src/app/routes/forgot-password.tsx': 15,
  'src/app/routes/reset-password.tsx': 15,
  'src/app/routes/verify-email.tsx': 15,
  'src/app/routes/invitation.tsx': 20,
  'src/app/routes/_app.index.tsx': 15,
  'src/app/routes/_app.documents.index.tsx': 25,
  'src/app/routes/_app.documents.$documentId.tsx': 40,
  'src/app/routes/_app.bank.index.tsx': 30,
  'src/app/routes/_app.bank.imports.$importId.tsx': 35,
  'src/app/routes/_app.bank.reconcile.tsx': 40,
  'src/app/routes/_app.invoices.index.tsx': 35,
  'src/app/routes/_app.invoices.new.tsx': 40,
  'src/app/routes/_app.invoices.$invoiceId.index.tsx': 30,
  'src/app/routes/_app.invoices.$invoiceId.edit.tsx': 40,
  'src/app/routes/_app.invoices.recurring.index.tsx': 25,
  'src/app/routes/_app.invoices.recurring.$recurringId.tsx': 40,
  'src/app/routes/_app.invoices.reminders.tsx': 26,
  'src/app/routes/_app.contacts.index.tsx': 25,
  'src/app/routes/_app.contacts.new.tsx': 20,
  'src/app/routes/_app.contacts.$contactId.index.tsx': 21,
  'src/app/routes/_app.contacts.import.tsx': 15,
  'src/app/routes/_app.contacts.duplicates.tsx': 15,
  'src/app/routes/_app.journal.index.tsx': 30,
  'src/app/routes/_app.journal.$entryId.tsx': 20,
  'src/app/routes/_app.journal.new.tsx': 30,
  'src/app/routes/_app.reports.profit-and-loss.tsx': 20,
  'src/app/routes/_app.reports.trial-balance.tsx': 20,
  'src/app/routes/_app.reports.general-ledger.tsx': 20,
  'src/app/routes/_app.reports.aged-receivables.tsx': 20,
  'src/app/routes/_app.vat.index.tsx': 25,
  'src/app/routes/_app.vat.$period.tsx': 20,
  'src/app/routes/_app.expenses.index.tsx': 25,
  'src/app/routes/_app.expenses.$expenseId.tsx': 30,
  'src/app/routes/_app.books.years.index.tsx': 25,
  'src/app/routes/_app.books.years.$yearId.tsx': 20,
  'src/app/routes/_app.books.recurring.$recurringId.tsx': 30,
  'src/app/routes/_app.accounts.tsx': 10,
  'src/app/routes/_app.settings.tsx': 10,
  'src/app/routes/_app.settings.index.tsx': 15,
  'src/app/routes/_app.settings.security.tsx': 20,
  'src/app/routes/_app.settings.company.tsx': 20,
  'src/app/routes/_app.settings.people.tsx': 15,
  'src/app/routes/_app.audit.index.tsx': 25,
  'src/app/routes/_app.audit.retention.tsx': 10,
  'src/app/routes/_app.settings.api-keys.tsx': 20,
  'src/app/routes/_app.settings.webhooks.index.tsx': 20,
  'src/app/routes/_app.settings.webhooks.$webhookId.tsx': 25,
  'src/app/routes/_app.settings.mail.tsx': 20,
  'src/app/shell/command-palette.tsx': 40,
  'src/app/shell/key-sheet.tsx': 30,
  'src/app/shell/user-menu.tsx': 55,
  'src/app/shell/tenant-menu.tsx': 55,
  'src/app/shell/tenant-picker.tsx': 40,
  'src/features/people/invite-dialog.tsx': 45,
  // Drawn only where a paper is looked at; its worker comes after it.
  'src/features/invoicing/invoice/pdf-pages.tsx': 130,
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
  const below = name === START ? new Set() : name === SHELL || !BEHIND_THE_DOOR.test(name) ? start : shell;
  const used = total([...graph(key)].filter((one) => !below.has(one)));
  if (used > allowed) over++;
  console.log(`${used > allowed ? 'OVER' : 'ok  '} ${name.padEnd(48)} ${used.toFixed(1).padStart(6)} / ${allowed} KB`);
}
process.exit(over ? 1 : 0);
