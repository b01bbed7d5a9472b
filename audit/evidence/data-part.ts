import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EvidenceError, prepareFolder, writeAll } from './atomic';
import { sha256 } from './digest';
import { readManifest, withFiles, type EvidenceManifest } from './manifest';
import { withData } from './page/data';

/** What a data run puts into a folder of evidence, as {@link DATA_FILES} names it. */
export interface DataPart {
  /** The run's page. */
  readonly report: string;
  /** The run's signed manifest. */
  readonly manifest: string;
}

const MANIFEST = 'data/manifest.json';
const REPORT = 'data/report.html';
/** Files of a data run, from the folder of the evidence. */
export const DATA_FILES = [MANIFEST, REPORT] as const;

/**
 * Puts a data run into a folder of evidence: its files, their hashes in the manifest, and a link to them in the page. Where there was no
 * audit yet, the next one does the last two. Audit and data run in either order, and again, give the same bytes.
 *
 * @throws EvidenceError `EVIDENCE_ALTERED` where the page is not what the manifest names: its new hash would hide that
 */
export function writeData(folder: string, part: DataPart): void {
  prepareFolder(folder);
  const data = dataFiles(part);
  const audited = manifestOf(folder);
  if (!audited) {
    writeAll(folder, data);
    return;
  }
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  refuseAltered(audited, new Map([['index.html', page]]));
  const files = new Map([...data, ['index.html', withData(page, data)]]);
  writeAll(folder, new Map([...files, ['manifest.json', withFiles(audited, files)]]));
}

/**
 * The files of the data run that stand in the folder; none where there was none, or not a whole one.
 *
 * @throws EvidenceError `EVIDENCE_ALTERED` where an earlier manifest names them with other hashes
 */
export function readData(folder: string): ReadonlyMap<string, string> {
  if (!DATA_FILES.every((name) => existsSync(join(folder, name)))) return new Map();
  const files = new Map(DATA_FILES.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  const audited = manifestOf(folder);
  if (audited) refuseAltered(audited, files);
  return files;
}

function dataFiles({ report, manifest }: DataPart): ReadonlyMap<string, string> {
  return new Map([
    [MANIFEST, manifest],
    [REPORT, report],
  ]);
}

function manifestOf(folder: string): EvidenceManifest | undefined {
  const file = join(folder, 'manifest.json');
  return existsSync(file) ? readManifest(readFileSync(file, 'utf8'), file) : undefined;
}

function refuseAltered(manifest: EvidenceManifest, files: ReadonlyMap<string, string>): void {
  for (const { name, sha256: hash } of manifest.files) {
    const text = files.get(name);
    if (text === undefined || sha256(text) === hash) continue;
    throw new EvidenceError(
      'EVIDENCE_ALTERED',
      `${name} of the evidence has another hash than manifest.json names: it must be as it was written; write it anew, or take it away`,
    );
  }
}
