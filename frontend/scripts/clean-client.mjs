// The generator advertises its other packages by address in a comment; our sources name no such host.
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'src/api/gen/client/types.gen.ts';
const text = readFileSync(file, 'utf8');
writeFileSync(file, text.replace(/\{@link https:\/\/\S+ (`[^`]+`)\}/g, '$1'));
