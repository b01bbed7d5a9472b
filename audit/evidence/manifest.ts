import type { AuditResult } from '../result';
import { sha256, templatesDigest } from './digest';

/** Changes when a reader of the old shape would misread the new one. */
export const MANIFEST_SCHEMA_VERSION = 'rampart-evidence/1';

/** The hash of each evidence file, and the chain in which each step names the hash of the one before. */
export function manifestJson(result: AuditResult, files: ReadonlyMap<string, string>, csvIsComplete: boolean): string {
  const config = result.configHash ?? null;
  const templates = templatesDigest(result.templates);
  const ledger = sha256(files.get('ledger.json') ?? '');
  const manifest = {
    schema: MANIFEST_SCHEMA_VERSION,
    date: result.date,
    chain: [
      { step: 'config', sha256: config, previous: null },
      { step: 'templates', sha256: templates, previous: config },
      { step: 'ledger', sha256: ledger, previous: templates },
    ],
    files: [...files].map(([name, text]) => ({ name, bytes: Buffer.byteLength(text), sha256: sha256(text) })),
    notes: csvIsComplete ? [] : ['ledger.csv leaves out the rows that are not applicable; ledger.json has them all'],
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
