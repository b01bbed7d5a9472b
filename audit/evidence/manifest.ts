import { byText } from '../ledger/row';
import type { AuditResult } from '../result';
import { EvidenceError } from './atomic';
import { sha256, templatesDigest } from './digest';

/** Changes when a reader of the old shape would misread the new one. */
export const MANIFEST_SCHEMA_VERSION = 'rampart-evidence/1';

/** A file of the evidence, by its content. */
export interface EvidenceFile {
  /** From the folder of the manifest, with `/`. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What stands in `manifest.json`. */
export interface EvidenceManifest {
  readonly schema: string;
  readonly date: string;
  readonly chain: readonly {
    readonly step: string;
    readonly sha256: string | null;
    readonly previous: string | null;
  }[];
  /** Ordered by name. */
  readonly files: readonly EvidenceFile[];
  readonly notes: readonly string[];
}

/** The hash of each evidence file, and the chain in which each step names the hash of the one before. */
export function manifestJson(result: AuditResult, files: ReadonlyMap<string, string>, csvIsComplete: boolean): string {
  const config = result.configHash ?? null;
  const templates = templatesDigest(result.templates);
  const ledger = sha256(files.get('ledger.json') ?? '');
  return manifestText({
    schema: MANIFEST_SCHEMA_VERSION,
    date: result.date,
    chain: [
      { step: 'config', sha256: config, previous: null },
      { step: 'templates', sha256: templates, previous: config },
      { step: 'ledger', sha256: ledger, previous: templates },
    ],
    files: filesOf(files),
    notes: csvIsComplete ? [] : ['ledger.csv leaves out the rows that are not applicable; ledger.json has them all'],
  });
}

/** The manifest with these files entered, or entered anew; all else stays. */
export function withFiles(manifest: EvidenceManifest, files: ReadonlyMap<string, string>): string {
  const others = manifest.files.filter(({ name }) => !files.has(name));
  return manifestText({ ...manifest, files: [...others, ...filesOf(files)].sort((a, b) => byText(a.name, b.name)) });
}

/** @throws EvidenceError `EVIDENCE_NOT_READABLE` where the text is no manifest of evidence */
export function readManifest(text: string, file: string): EvidenceManifest {
  const manifest = parsed(text) as Partial<EvidenceManifest> | undefined;
  if (manifest?.schema === MANIFEST_SCHEMA_VERSION && Array.isArray(manifest.files) && Array.isArray(manifest.chain))
    return manifest as EvidenceManifest;
  throw new EvidenceError(
    'EVIDENCE_NOT_READABLE',
    `${file} must be a manifest of rampart audit, with schema ${MANIFEST_SCHEMA_VERSION}; got something else`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function filesOf(files: ReadonlyMap<string, string>): EvidenceFile[] {
  return [...files]
    .map(([name, text]) => ({ name, bytes: Buffer.byteLength(text), sha256: sha256(text) }))
    .sort((a, b) => byText(a.name, b.name));
}

function manifestText(manifest: EvidenceManifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
