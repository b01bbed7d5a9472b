import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { within } from '../assembly/files';
import { EvidenceError } from './atomic';
import { DATA_FILES } from './data-part';
import { sha256 } from './digest';
import { readManifest } from './manifest';

/** A file that is not what the evidence says of it. */
export interface EvidenceFault {
  readonly file: string;
  readonly fault: 'missing' | 'altered' | 'not in the manifest' | 'another link of the chain';
}

/** What a folder of evidence came to, held against its own manifest. */
export interface EvidenceCheck {
  /** How many files were held against their hashes. */
  readonly files: number;
  /** Ordered as the manifest, the templates last. */
  readonly faults: readonly EvidenceFault[];
}

/**
 * Holds a folder of evidence against its manifest: the hash of each file, that of the ledger in the chain, and those that the ledger names of
 * the templates, where the folder has them. Whoever can write a new manifest passes it: the manifest's own hash is to be kept elsewhere.
 *
 * @throws EvidenceError `EVIDENCE_NOT_READABLE` where there is no manifest of evidence
 */
export function verifyEvidence(folder: string): EvidenceCheck {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file))
    throw new EvidenceError(
      'EVIDENCE_NOT_READABLE',
      `${folder} must hold a manifest.json of rampart audit; it has none`,
    );
  const { files, chain } = readManifest(readFileSync(file, 'utf8'), file);
  const named = new Set(files.map(({ name }) => name));
  const ledger = files.find(({ name }) => name === 'ledger.json');
  const broken = chain.find(({ step }) => step === 'ledger')?.sha256 !== ledger?.sha256;
  const templates = templatesOf(folder);
  const faults: EvidenceFault[] = [
    ...files.flatMap(({ name, sha256: hash }) => faultOf(folder, name, hash)),
    ...(broken ? [{ file: 'ledger.json', fault: 'another link of the chain' } as const] : []),
    ...DATA_FILES.filter((name) => !named.has(name) && existsSync(join(folder, name))).map(
      (name) => ({ file: name, fault: 'not in the manifest' }) as const,
    ),
    ...templates.flatMap(({ name, sha256: hash }) => faultOf(folder, name, hash)),
  ];
  return { files: files.length + templates.length, faults };
}

function faultOf(folder: string, name: string, hash: string): EvidenceFault[] {
  const path = within(folder, name);
  if (path === undefined || !existsSync(path)) return [{ file: name, fault: 'missing' }];
  return sha256(readFileSync(path)) === hash ? [] : [{ file: name, fault: 'altered' }];
}

/** The templates that the ledger names, where they stand beside it: evidence of anybody's templates does not carry them. */
function templatesOf(folder: string): { readonly name: string; readonly sha256: string }[] {
  const file = join(folder, 'ledger.json');
  if (!existsSync(join(folder, 'templates')) || !existsSync(file)) return [];
  const { templates = [] } = ledgerOf(file);
  return templates.map(({ file: name, sha256: hash }) => ({ name: `templates/${name}`, sha256: hash }));
}

interface Ledger {
  readonly templates?: readonly { readonly file: string; readonly sha256: string }[];
}

/** An altered ledger is told by its hash; here it names nothing. */
function ledgerOf(file: string): Ledger {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Ledger;
  } catch {
    return {};
  }
}
