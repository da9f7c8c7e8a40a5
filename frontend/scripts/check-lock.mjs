// npm writes a lock that `npm ci` then refuses when the registry lacks one platform's optional package. Catch it at once.
// Nothing in the lock or in .npmrc may say where packages come from either.
import { readFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
const wrong = [];
for (const [place, entry] of Object.entries(lock)) {
  if (place && !entry.link && !entry.inBundle && !entry.integrity) wrong.push(`${place}: no integrity`);
  if (entry.resolved) wrong.push(`${place}: has an address`);
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (!lock[`node_modules/${name}`] && !lock[`${place}/node_modules/${name}`])
      wrong.push(`${place}: optional ${name} missing`);
  }
}
for (const file of ['package-lock.json', '.npmrc', 'package.json']) {
  if (/https?:\/\/[^"\s]*(registry|npmjs)/.test(readFileSync(file, 'utf8'))) wrong.push(`${file}: names a registry`);
}
console.log(wrong.length ? wrong.join('\n') : `lock ok, ${Object.keys(lock).length} entries`);
process.exit(wrong.length ? 1 : 0);
