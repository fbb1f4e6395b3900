// After the build: writes a brotli and a gzip file beside each text asset, so that no request has to compress it.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

for (const name of readdirSync('build/client', { recursive: true })) {
  const file = join('build/client', String(name));
  if (!/\.(js|css|svg|txt)$/.test(file) || statSync(file).isDirectory()) continue;
  const bytes = readFileSync(file);
  writeFileSync(`${file}.br`, brotliCompressSync(bytes));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
