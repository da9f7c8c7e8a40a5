// Every sentence in every language, with the same placeholders and one form of address; nothing left over or forgotten.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LANGUAGES = ['en', 'nl', 'fr'];
const wrong = [];

function flat(node, path = '', out = new Map()) {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') out.set(path + key, value);
    else flat(value, `${path}${key}.`, out);
  }
  return out;
}

/** Names of placeholders and tags; plural branches may differ between languages. */
function slots(text) {
  const names = [...text.matchAll(/\{\s*(\w+)\s*[,}]/g), ...text.matchAll(/<(\w+)>/g)].map((match) => match[1]);
  return [...new Set(names)].sort().join(',');
}

/** What everybody gets, and what comes with some pages; a section stands in one file only. */
function read(language) {
  const parts = readdirSync('src/i18n/parts').filter((name) => name.endsWith(`.${language}.json`));
  const catalogue = {};
  for (const path of [`${language}.json`, ...parts.map((name) => `parts/${name}`)]) {
    for (const [section, texts] of Object.entries(JSON.parse(readFileSync(`src/i18n/${path}`, 'utf8')))) {
      if (section in catalogue) wrong.push(`${language}: ${section} stands in two files`);
      catalogue[section] = texts;
    }
  }
  return flat(catalogue);
}

const catalogues = Object.fromEntries(LANGUAGES.map((language) => [language, read(language)]));
for (const language of LANGUAGES.slice(1)) {
  for (const [key, english] of catalogues.en) {
    const text = catalogues[language].get(key);
    if (text === undefined) wrong.push(`${language}: ${key} is missing`);
    else if (!text.trim()) wrong.push(`${language}: ${key} is empty`);
    else if (slots(text) !== slots(english)) wrong.push(`${language}: ${key} has other placeholders`);
  }
  for (const key of catalogues[language].keys())
    if (!catalogues.en.has(key)) wrong.push(`${language}: ${key} is left over`);
}

const SAID = 'the server says it in the language of the reader, with the limit (documents/wording.py)';
/** Codes of the API that need no text here, and why: no screen can meet them, or the server has better words. */
const NO_TEXT = {
  idempotency_key_invalid: 'the screens make the keys themselves, all well formed (api/versions.ts)',
  idempotency_key_reused: 'the screens make a new key for each request (api/versions.ts)',
  version_unreadable: 'the screens send back the version that they were given (api/versions.ts)',
  unsupported_type: SAID,
  empty_file: SAID,
  file_too_large: SAID,
  too_many_files: SAID,
  field_unknown: SAID,
  not_an_amount: SAID,
  part_unknown: 'no screen asks how one part of the installation is (/health)',
};
/** Where api/problem-text.ts looks, and the addresses whose problems are told there: a part's texts come with its pages. */
const TELLS = { problem: '/', 'banking.problems': '/api/v1/banking/', 'anomalies.problems': '/api/v1/anomalies/' };

/** What responses may tell: of the whole request, and of single items of it. */
const told = (responses) =>
  Object.values(responses).flatMap((one) => [...(one['x-codes'] ?? []), ...(one['x-item-codes'] ?? [])]);

/** The addresses that may answer with each code of the API. */
function codesOfTheApi() {
  const { paths } = JSON.parse(readFileSync('../backend/openapi.json', 'utf8'));
  const codes = new Map();
  for (const [path, operations] of Object.entries(paths)) {
    for (const { responses = {} } of Object.values(operations)) {
      for (const code of told(responses)) codes.set(code, (codes.get(code) ?? new Set()).add(path));
    }
  }
  return codes;
}

const codes = codesOfTheApi();
if (!codes.size) wrong.push('openapi.json: no problems found');
for (const [code, paths] of codes) {
  const known = Object.entries(TELLS).some(
    ([section, start]) => catalogues.en.has(`${section}.${code}`) && [...paths].every((path) => path.startsWith(start)),
  );
  if (!known && !(code in NO_TEXT)) wrong.push(`en: problem.${code} is missing, for ${[...paths][0]}`);
  if (known && code in NO_TEXT) wrong.push(`en: ${code} has a text, though it needs none`);
}
for (const code of Object.keys(NO_TEXT))
  if (!codes.has(code)) wrong.push(`openapi.json: ${code} is no problem of the API any more`);

// One form of address: in Dutch je, in French vous. (Names of keys, such as “J, K, R, U”, address nobody.)
const OTHER_FORM = {
  nl: /(?<!\p{L})(u|uw|uwe|uzelf)(?!\p{L})/iu,
  fr: /(?<!\p{L})(tu|toi|ton|ta|tes)(?!\p{L})/iu,
};
for (const [language, form] of Object.entries(OTHER_FORM)) {
  for (const [key, text] of catalogues[language]) {
    const other = form.exec(text.replace(/\b[A-Z](, [A-Z])+\b/g, ''));
    if (other) wrong.push(`${language}: ${key} says “${other[0]}”`);
  }
}

// Keys that no source names by their last part (keys put together at run time end in a known word).
const sources = [];
(function walk(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) name !== 'gen' && walk(path);
    else if (/\.tsx?$/.test(name) && !/\.test\./.test(name)) sources.push(readFileSync(path, 'utf8'));
  }
})('src');
const code = sources.join('\n');
const DYNAMIC =
  /^(status|period|problem|warning|field|permission)\.|\.(tabs|types|classes|journals|roles|themes|source|kinds|save|need|lineHead|lineCell|vatCell|group|pitch|vatSide|does|areas|densities|densityHints|pages|groups|strength|fileNames|event|fact|reason|gap|factor|kept|keptWhy|term|attempt|template|names|buckets|states|gridKinds|whyNone|control|explain|accept|parts|yearStates|check|checkHelp|shares|shareHints|recurringStates|every|units|rateSources|entryKinds|payments|formats|fields|lineTabs|orders|speaks|problems|ways|hindrance|where|itemTypes|doneKinds|uploadStates|working|missing|differenceTo|lineStates|lack|runKinds|runStates|resultStates|levels|levelHints|looksFor|books|bookOne|openBook|dayKinds|alterations|said|saidStates|judged|digitKinds|digitColumns|until|none|noneText|lack|because)\./;
for (const key of catalogues.en.keys()) {
  const last = key.split('.').at(-1);
  if (!DYNAMIC.test(key) && !new RegExp(`[.'"\`]${last}['"\`]`).test(code) && !code.includes(`'${key}'`)) {
    const parent = key.split('.').at(-2);
    if (!code.includes(`.${last}\``) && !code.includes(`\${${parent}`) && !/\.(title|text)$/.test(key))
      wrong.push(`en: ${key} is not used`);
  }
}
console.log(
  wrong.length ? wrong.join('\n') : `i18n ok, ${catalogues.en.size} sentences in ${LANGUAGES.length} languages`,
);
process.exit(wrong.length ? 1 : 0);
