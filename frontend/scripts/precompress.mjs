// .br/.gz next to every text asset, so neither uvicorn nor nginx compresses at request time
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants as c, gzipSync } from 'node:zlib';

let n = 0;
(function walk(d) {
  for (const f of readdirSync(d)) {
    const p = join(d, f);
    if (statSync(p).isDirectory()) walk(p);
    else if (/\.map$/.test(f))
      rmSync(p); // 'hidden' maps are for the error tracker, not for the web root
    else if (/\.(js|mjs|css|html|svg|json|wasm)$/.test(f) && statSync(p).size > 1024) {
      const b = readFileSync(p);
      writeFileSync(`${p}.gz`, gzipSync(b, { level: 9 }));
      writeFileSync(
        `${p}.br`,
        brotliCompressSync(b, { params: { [c.BROTLI_PARAM_QUALITY]: b.length > 4e5 ? 9 : 11 } }),
      );
      n++;
    }
  }
})('dist');
console.log(`precompressed ${n} files`);
