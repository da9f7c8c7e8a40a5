// House rules a linter does not know: short files, and money, dates and states shown in one way only.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LONGEST = 250;
const wrong = [];
(function walk(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      if (name !== 'gen') walk(path);
      continue;
    }
    if (!/\.tsx?$/.test(name) || name.endsWith('.gen.ts')) continue;
    const text = readFileSync(path, 'utf8');
    if (text.split('\n').length > LONGEST) wrong.push(`${path}: longer than ${LONGEST} lines`);
    if (/^src\/(features|app)/.test(path) && /format(Money|Decimal|Instant|Ago)\(/.test(text)) {
      wrong.push(`${path}: show amounts and moments with <Amount>, <DateText> and <InstantText>`);
    }
    if (/dangerouslySetInnerHTML/.test(text)) wrong.push(`${path}: dangerouslySetInnerHTML`);
    if (/^export \* from/m.test(text) || name === 'index.ts') wrong.push(`${path}: barrel file`);
  }
})('src');
console.log(wrong.length ? wrong.join('\n') : 'style ok');
process.exit(wrong.length ? 1 : 0);
