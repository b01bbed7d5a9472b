import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LocalKey } from '../../stages/signing/local-key';

/** The key that signs on this machine: the one given, or one of the workspace's own, made at its first use and readable by its owner only. */
export function signingKey(folder: string, given: string | undefined): LocalKey {
  const file = given ?? join(folder, 'secret', 'signing-key.pem');
  if (given === undefined && !existsSync(file)) secret(file, LocalKey.generate());
  return LocalKey.fromPem(readFileSync(file, 'utf8'));
}

/** The key of the workspace's pseudonyms, made at its first use. Whoever has it can tell whether a value is behind a pseudonym. */
export function pseudonymKey(folder: string): Buffer {
  const file = join(folder, 'secret', 'pseudonym-key');
  if (!existsSync(file)) secret(file, randomBytes(32).toString('base64'));
  return Buffer.from(readFileSync(file, 'utf8'), 'base64');
}

/**
 * Writes a secret where there is none yet: whole or not at all, also where the process is killed meanwhile. Half a key would lock the workspace, or
 * be a weaker key. Of two processes that come at once, the first one's stands.
 */
function secret(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${process.pid}.unfinished`;
  writeFileSync(unfinished, content, { mode: 0o600 });
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}
