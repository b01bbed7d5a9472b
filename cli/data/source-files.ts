import { lstatSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { globRoot, isGlob, matchesGlob } from '../../audit/assembly/glob';

/** What a pattern of a plan found. */
export interface NamedFile {
  /** Path from the plan's folder, with `/`. Where a name is not UTF-8, each byte that is none is `//` and its hexadecimal: no other file's name. */
  readonly name: string;
  /** Where it lies, where a link that the plan names leads there. */
  readonly path?: string;
  /** Why it must not be read. */
  readonly unread?: string;
}

type Kind = Pick<Stats, 'isFile' | 'isDirectory' | 'isSymbolicLink' | 'isFIFO' | 'isSocket'>;

/** Files that a path or a pattern names, by name. Below a folder no link is followed, and what is no file is named with the reason. */
export function filesOf(folder: string, pattern: string): NamedFile[] {
  const found = isGlob(pattern)
    ? below(folder, globRoot(pattern)).filter(({ lossy }) => matchesGlob(pattern, lossy))
    : fileOrFolder(folder, pattern);
  return found.map(({ lossy: _, ...file }) => file).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a plan names itself and cannot be read as a file or a folder below it; undefined where it can, or where there is nothing. */
export function unusable(folder: string, name: string): string | undefined {
  const path = join(folder, isGlob(name) ? globRoot(name) : name);
  const about = statSync(path, { throwIfNoEntry: false });
  if (about === undefined) return lstatSync(path, { throwIfNoEntry: false }) && 'a symbolic link that leads nowhere';
  if (!about.isFile() && !about.isDirectory()) return kindOf(about);
  const leads = relative(realpathSync(folder), realpathSync(path));
  // A plan may say ../ itself; a link must not say it for the plan.
  const asWritten = relative(folder, path).split(sep)[0] === '..';
  return !asWritten && leads.split(sep)[0] === '..' ? 'a symbolic link out of the folder' : undefined;
}

interface Entry extends NamedFile {
  /** As people and patterns see the name. */
  readonly lossy: string;
}

function fileOrFolder(folder: string, name: string): Entry[] {
  const about = statSync(join(folder, name), { throwIfNoEntry: false });
  if (about === undefined) return [];
  if (about.isDirectory()) return below(folder, name);
  const plain = relative(folder, join(folder, name)).split(sep).join('/');
  return [{ name: plain, lossy: plain, path: realpathSync(join(folder, name)) }];
}

/** Everything below a folder but what is hidden. Names are bytes: two that are not UTF-8 must not become one. */
function below(folder: string, start: string): Entry[] {
  const top = relative(folder, join(folder, start)).split(sep).join('/');
  const open: Entry[] = [{ name: top, lossy: top }];
  const found: Entry[] = [];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const entries = entriesOf(join(folder, at.lossy));
    if (typeof entries === 'string') found.push({ ...at, unread: entries });
    else
      for (const entry of entries) {
        if (entry.name[0] === 0x2e) continue;
        const lossy = under(at.lossy, entry.name.toString('utf8'));
        const name = under(at.name, exactName(entry.name));
        if (name !== lossy) found.push({ name, lossy, unread: 'a name that is not UTF-8' });
        else if (entry.isDirectory()) open.push({ name, lossy });
        else found.push({ name, lossy, ...(!entry.isFile() && { unread: kindOf(entry) }) });
      }
  }
  return found;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? [] : `a folder that cannot be read (${code ?? 'unknown'})`;
  }
}

function under(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

const REPLACED = '\ufffd';

function exactName(bytes: Buffer): string {
  const plain = bytes.toString('utf8');
  if (Buffer.from(plain).equals(bytes)) return plain;
  let name = '';
  for (let at = 0; at < bytes.length;) {
    const length = [1, 2, 3, 4].find((many) => {
      const one = bytes.subarray(at, at + many);
      const text = one.toString('utf8');
      return (
        [...text].length === 1 && (text !== REPLACED || Buffer.from(text).equals(one)) && at + many <= bytes.length
      );
    });
    name += length === undefined ? `//${bytes.toString('hex', at, at + 1)}` : bytes.toString('utf8', at, at + length);
    at += length ?? 1;
  }
  return name;
}

function kindOf(entry: Kind): string {
  if (entry.isSymbolicLink()) return 'a symbolic link';
  if (entry.isFIFO()) return 'a pipe';
  return entry.isSocket() ? 'a socket' : 'a device';
}
