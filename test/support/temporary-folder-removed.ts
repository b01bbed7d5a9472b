import { rmSync } from 'node:fs';
import { TEMPORARY_FOLDER } from './temporary-folder';

/** After all suites. */
export default function teardown(): void {
  const folder = process.env[TEMPORARY_FOLDER];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
