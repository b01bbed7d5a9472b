import { buildSync } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What `file` exports, bundled by esbuild as it is for a worker or for Lambda. The loader that runs the benches reaches each
 * import through a getter, which makes loops over characters ten times slower than they are in a bundle.
 */
export function bundled(file: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-bundle-'));
  try {
    const outfile = join(folder, 'bundle.js');
    buildSync({ entryPoints: [file], outfile, bundle: true, platform: 'node', logLevel: 'error' });
    return createRequire(__filename)(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
