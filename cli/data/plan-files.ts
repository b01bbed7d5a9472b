import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { globRoot, isGlob, matchesGlob } from '../../audit/assembly/glob';

/** Names of files below a folder that a path or a pattern means, sorted, with `/` between their parts. */
export function namesOf(folder: string, pattern: string): string[] {
  const names = isGlob(pattern)
    ? filesBelow(join(folder, globRoot(pattern)))
        .map((path) => relative(folder, path).split(sep).join('/'))
        .filter((name) => matchesGlob(pattern, name))
    : fileOrFolder(folder, pattern);
  return names.sort();
}

function fileOrFolder(folder: string, name: string): string[] {
  const path = join(folder, name);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [relative(folder, path).split(sep).join('/')];
  return filesBelow(path).map((one) => relative(folder, one).split(sep).join('/'));
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name));
}
