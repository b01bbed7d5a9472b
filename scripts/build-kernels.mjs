/**
 * Assembles each `stages/**\/NAME.wat` to `NAME.wasm.ts`, which holds the module in base64: a bundle and a package carry it without a file beside
 * them. Run it by `npm run kernels` after a change; a test assembles them too and compares.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import wabt from 'wabt';

const { parseWat } = await wabt();
for (const file of readdirSync('stages', { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.wat')) continue;
  const path = join('stages', file);
  const module = parseWat(path, readFileSync(path, 'utf8'), { simd: true });
  const base64 = Buffer.from(module.toBinary({}).buffer).toString('base64');
  const lines = base64.match(/.{1,110}/g).map((line) => `  '${line}'`);
  writeFileSync(
    path.replace(/\.wat$/, '.wasm.ts'),
    `/** Assembled from \`${path.split('/').pop()}\` by \`npm run kernels\`. */\nexport const MODULE =\n${lines.join(' +\n')};\n`,
  );
}
