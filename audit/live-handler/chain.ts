import { isList, isMap, member } from '../assembly/source';
import { sha256 } from '../evidence/digest';
import { LiveError } from '../live/live-error';

/** A template as the ledger of the evidence names it. */
export interface Promised {
  /** Relative to the cloud assembly. */
  readonly file: string;
  readonly sha256: string;
  readonly account?: string;
  readonly region?: string;
}

/**
 * The templates of an evidence, of which each step names the hash of the next: its manifest that of the ledger, and the ledger that of each template.
 *
 * @throws LiveError `TEMPLATES_ALTERED` where the two do not belong together, or are no evidence
 */
export function chainOf(manifest: string, ledger: string): readonly Promised[] {
  const files = member(parsed(manifest, 'manifest.json'), 'files');
  const entry = isList(files) ? files.find((one) => member(one, 'name') === 'ledger.json') : undefined;
  if (member(entry, 'sha256') !== sha256(ledger)) {
    throw new LiveError('TEMPLATES_ALTERED', 'ledger.json has another hash than the manifest of the evidence names');
  }
  const templates = member(parsed(ledger, 'ledger.json'), 'templates');
  return (isList(templates) ? templates : []).map((one) => {
    const [file, hash] = [member(one, 'file'), member(one, 'sha256')];
    const [account, region] = [member(one, 'account'), member(one, 'region')];
    if (typeof file !== 'string' || typeof hash !== 'string') {
      throw new LiveError('TEMPLATES_ALTERED', 'ledger.json has a template without a file or a hash');
    }
    return {
      file,
      sha256: hash,
      ...(typeof account === 'string' ? { account } : {}),
      ...(typeof region === 'string' ? { region } : {}),
    };
  });
}

/** What tells a template from another: its file, its place and its bytes. */
export function keyOf({ file, sha256: hash, account, region }: Promised): string {
  return JSON.stringify([file, hash, account ?? null, region ?? null]);
}

function parsed(text: string, name: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (isMap(value)) return value;
  } catch {
    // Said below.
  }
  throw new LiveError('TEMPLATES_ALTERED', `${name} is no evidence of rampart audit: it is not a JSON object`);
}
