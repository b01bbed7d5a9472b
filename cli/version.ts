import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of the package this file belongs to, whether it runs from the sources or from `dist`. */
export function version(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (!existsSync(file)) continue;
    const about = JSON.parse(readFileSync(file, 'utf8')) as { readonly version?: unknown };
    if (typeof about.version === 'string') return about.version;
  }
  return 'unknown';
}
