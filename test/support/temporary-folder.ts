import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names the folder in which all temporary folders of a run of the tests are made, so that its end finds it. */
export const TEMPORARY_FOLDER = 'RAMPART_TESTS_FOLDER';

/** Before all suites: whatever a test makes in the system's temporary folder, it makes in one that the end of the run removes. */
export default function setup(): void {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-tests-'));
  process.env[TEMPORARY_FOLDER] = folder;
  process.env['TMPDIR'] = folder;
}
