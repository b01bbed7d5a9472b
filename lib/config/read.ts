import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { ConfigError, type ConfigProblemCode } from './errors';

/** A config a person wrote has a few hundred lines. A megabyte is something else. */
export const MOST_BYTES = 1024 * 1024;

/**
 * Reads a config file as text: at most {@link MOST_BYTES}, UTF-8.
 *
 * @throws ConfigError CONFIG_NOT_FOUND, CONFIG_NOT_A_FILE, CONFIG_NOT_READABLE, CONFIG_TOO_LARGE, CONFIG_NOT_TEXT
 */
export function readConfigText(file: string): string {
  const bytes = readBytes(file);
  try {
    // A byte order mark stays, so that the text's hash is the file's; YAML knows what it is.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw whole(file, 'CONFIG_NOT_TEXT', 'bytes that are not UTF-8', 'text in UTF-8');
  }
}

function readBytes(file: string): Buffer {
  try {
    const about = statSync(file);
    // A pipe is welcome (`rampart check <(render config)`), a terminal or an endless device is not.
    if (!about.isFile() && !about.isFIFO()) {
      const got = about.isDirectory() ? 'a directory' : 'neither a file nor a pipe';
      throw whole(file, 'CONFIG_NOT_A_FILE', got, 'a YAML file');
    }
    if (about.size > MOST_BYTES) throw tooLarge(file, `${about.size} bytes`);
    return readAtMost(file, MOST_BYTES + 1);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw refused(file, error);
  }
}

function readAtMost(file: string, most: number): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(most);
    let length = 0;
    for (let read = -1; read !== 0 && length < most; length += read) {
      read = readSync(descriptor, bytes, length, most - length, null);
    }
    if (length === most) throw tooLarge(file, 'more');
    return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

function refused(file: string, error: unknown): ConfigError {
  const { code = 'an unknown error' } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ERR_INVALID_ARG_VALUE':
      return whole(file, 'CONFIG_NOT_FOUND', 'no file of this name', 'the path of a YAML file');
    case 'EISDIR':
      return whole(file, 'CONFIG_NOT_A_FILE', 'a directory', 'a YAML file');
    case 'EACCES':
    case 'EPERM':
      return whole(file, 'CONFIG_NOT_READABLE', 'no permission to read it', 'a file that this user may read');
    default:
      return whole(file, 'CONFIG_NOT_READABLE', `${code} from the file system`, 'a file that can be read');
  }
}

function tooLarge(file: string, got: string): ConfigError {
  return whole(file, 'CONFIG_TOO_LARGE', got, `a file of at most ${MOST_BYTES} bytes`);
}

function whole(file: string, code: ConfigProblemCode, got: string, allowed: string): ConfigError {
  return new ConfigError([{ code, file, path: '', got, allowed }]);
}
