import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { RampartError } from '../../contract/errors';

/** The evidence could not be written. */
export class EvidenceError extends RampartError {}

/**
 * Makes the folder where it is missing.
 *
 * @throws EvidenceError `EVIDENCE_NOT_A_FOLDER` or `EVIDENCE_NOT_WRITABLE`
 */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new EvidenceError('EVIDENCE_NOT_A_FOLDER', `evidence goes into a folder; ${folder} is a file`);
    }
    throw notWritable(folder, error);
  }
}

/**
 * Writes all files or none: each is first written in full beside its place, and all are renamed only when every one is whole.
 *
 * @param files text by name; a name may have folders, with `/`
 * @throws EvidenceError `EVIDENCE_NOT_WRITABLE`
 */
export function writeAll(folder: string, files: ReadonlyMap<string, string>): void {
  const pending = [...files.keys()].map((name) => ({
    name,
    temporary: join(folder, dirname(name), `.${basename(name)}.partial`),
  }));
  try {
    for (const { temporary } of pending) mkdirSync(dirname(temporary), { recursive: true });
    for (const { name, temporary } of pending) writeFileSync(temporary, files.get(name) ?? '');
    for (const { name, temporary } of pending) renameSync(temporary, join(folder, name));
  } catch (error) {
    for (const { temporary } of pending) discard(temporary);
    throw notWritable(folder, error);
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The folder itself is out of reach: what made the write fail is what the person must hear.
  }
}

function notWritable(folder: string, error: unknown): EvidenceError {
  const { code = 'unknown error', path = folder } = error as NodeJS.ErrnoException;
  return new EvidenceError('EVIDENCE_NOT_WRITABLE', `can't write evidence into ${folder}: ${code} at ${path}`);
}
