/** Compiles to `dist/`: what TypeScript emits, the ES modules that stand beside it, and the command made executable. */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
for (const file of readdirSync('stages', { recursive: true, encoding: 'utf8' })) {
  if (file.endsWith('.mjs')) cpSync(join('stages', file), join('dist/stages', file));
}
// npx keeps a link to it that outlives a checkout.
chmodSync('dist/bin/rampart.js', 0o755);
