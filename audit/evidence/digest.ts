import { createHash } from 'node:crypto';
import { canonicalJson } from '../../contract/canonical';
import { byText } from '../ledger/row';
import type { Template } from '../ledger/templates';

export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** One hash for all templates: that of the canonical JSON list of `{file, sha256}`, ordered by file. */
export function templatesDigest(templates: readonly Template[]): string {
  const list = templates
    .map(({ file, sha256: hash }) => ({ file, sha256: hash }))
    .sort((a, b) => byText(a.file, b.file));
  return sha256(canonicalJson(list));
}
