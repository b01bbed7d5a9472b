import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { globRoot, isGlob, matchesGlob } from './glob';
import { Limit } from './limits';
import type { NotEvaluated } from './source';

/** The files that a path, folder or glob names. */
export interface Found {
  /** How the input was meant: what is named explicitly must be a template, what a walk finds may be something else. */
  readonly kind: 'file' | 'walk' | 'assembly';
  readonly paths: readonly string[];
  readonly notEvaluated: readonly NotEvaluated[];
}

const TEMPLATE_NAME = /\.(?:json|ya?ml|template|cfn)$/i;
const NEVER_WALKED = new Set(['node_modules', '.git', '.cache']);

/** Finds template files; symbolic links to folders are not followed, so that a walk ends. */
export function findFiles(pathOrGlob: string): Found {
  const pattern = pathOrGlob.split(sep).join('/');
  // A file whose real name has a bracket or star in it is that file.
  const plain = kindOf(pathOrGlob);
  if (plain === 'file') return { kind: 'file', paths: [pathOrGlob], notEvaluated: [] };
  if (plain === 'folder') {
    if (kindOf(join(pathOrGlob, 'manifest.json')) === 'file') {
      return { kind: 'assembly', paths: [pathOrGlob], notEvaluated: [] };
    }
    return walk(pathOrGlob, (path) => TEMPLATE_NAME.test(path));
  }
  if (!isGlob(pattern)) return nothing(pathOrGlob, 'there is no such file or folder');
  const root = globRoot(pattern);
  const found = walk(root, (path) => matchesGlob(clean(pattern), clean(path)));
  if (found.paths.length === 0 && found.notEvaluated.length === 0) return nothing(pathOrGlob, 'matches no file');
  return found;
}

function nothing(file: string, reason: string): Found {
  return { kind: 'file', paths: [], notEvaluated: [{ file, reason }] };
}

function clean(path: string): string {
  return path.split(sep).join('/').replace(/^\.\//, '');
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

function walk(root: string, wanted: (path: string) => boolean): Found {
  const paths: string[] = [];
  const notEvaluated: NotEvaluated[] = [];
  const open = [root];
  let entries = 0;
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    try {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        if (++entries > Limit.entries) break;
        const path = join(folder, entry.name);
        if (entry.isDirectory() && !NEVER_WALKED.has(entry.name)) open.push(path);
        else if (!entry.isDirectory() && wanted(path)) paths.push(path);
      }
    } catch (error) {
      notEvaluated.push({ file: folder, reason: `cannot be listed (${codeOf(error)})` });
    }
  }
  paths.sort();
  const beyond = entries > Limit.entries || paths.length > Limit.files;
  if (beyond) notEvaluated.push({ file: root, reason: `holds more than the ${Limit.files} files that are read` });
  return { kind: 'walk', paths: paths.slice(0, Limit.files), notEvaluated };
}

/** The text of a regular file, or why not. A pipe or device would never end, so it is refused before it is read. */
export function readText(path: string): { readonly text: string } | { readonly reason: string } {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const status = fstatSync(file);
    if (!status.isFile()) return { reason: 'not a regular file' };
    if (status.size > Limit.jsonBytes) {
      return { reason: `${status.size} bytes; at most ${Limit.jsonBytes} are read` };
    }
    return { text: readFileSync(file, 'utf8').replace(/^\uFEFF/, '') };
  } catch (error) {
    return { reason: `cannot be read (${codeOf(error)})` };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** A path below `folder`, or undefined where it would leave it: an assembly's manifest names only its own files. */
export function within(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  const from = relative(folder, path);
  return from === '' || from.startsWith('..') || from.startsWith(sep) ? undefined : path;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error';
}
