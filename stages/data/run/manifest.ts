import { canonicalJson } from '../../../contract/canonical';
import {
  DATA_MANIFEST_SCHEMA,
  type DataManifest,
  type FollowedRun,
  type GateOutcome,
  type ManifestObject,
  type SignedManifest,
} from '../../../contract/data-manifest';
import type { MapResult } from '../engine/map-engine';
import type { Store } from '../engine/store';
import { ruleName } from '../rules/rule';
import type { Signer } from '../../signing/signer';
import { verifySignature } from '../../signing/verify';
import { close } from './accounts';
import { ADDED } from './copier';
import { sha256, hashOf } from './hash';
import type { Outcome } from './pipeline';
import { runKey } from './run-key';
import { inOrder } from './slices';
import { RunError } from './run-error';
import { PIPELINE_VERSION } from './settings';
import type { Pipeline } from './step';
import { stepCounts } from './step-counts';
import { readJson } from '../engine/read-json';

/** Where a run's manifest lies, in its part of the store. */
export const MANIFEST_KEY = 'manifest.json';

/** What a manifest needs beside the run's outcome. */
export interface ManifestParts {
  /** Version of the package. */
  readonly code: string;
  readonly gates: readonly GateOutcome[];
  /** Objects that speak of the run: metrics, profile. */
  readonly records: readonly ManifestObject[];
  readonly previous?: string;
  readonly follows?: FollowedRun;
}

/** What a run made, of what, and how: equal runs have equal manifests. */
export function manifestOf(pipeline: Pipeline, outcome: Outcome, parts: ManifestParts): DataManifest {
  const { settings, files } = pipeline;
  const written = (folder: string): ManifestObject[] => objectsIn(outcome.mixed, folder);
  return {
    schema: DATA_MANIFEST_SCHEMA,
    name: settings.name,
    run: runKey(files, settings),
    code: { version: parts.code, pipeline: PIPELINE_VERSION },
    settingsSha256: hashOf(settings),
    sources: settings.sources.map(({ name, licence, provenance }) => ({
      name,
      licence,
      provenance,
      inputs: inOrder(files)
        .filter(({ source }) => source === name)
        .map(({ key, bytes, sha256: hash }) => ({ key, bytes, sha256: hash })),
    })),
    rules: settings.rules.map((rule) => ({
      rule: ruleName(rule),
      ...(rule.atLeast !== undefined && { atLeast: rule.atLeast }),
      ...(rule.atMost !== undefined && { atMost: rule.atMost }),
    })),
    steps: stepCounts(sum(outcome.acquired, 'in'), outcome.reasons, sum(outcome.mixed, 'kept'), outcome.tallies[ADDED]),
    reasons: outcome.reasons,
    gates: parts.gates,
    outputs: written('curated/'),
    records: [...objectsIn(outcome.acquired, 'refused/'), ...written('excluded/'), ...parts.records],
    ...(parts.previous !== undefined && { previous: parts.previous }),
    ...(parts.follows !== undefined && { follows: parts.follows }),
  };
}

/** Signs a manifest and stores it. */
export async function writeManifest(store: Store, manifest: DataManifest, signer: Signer): Promise<SignedManifest> {
  const signed = { manifest, signature: await signer.sign(Buffer.from(canonicalJson(manifest))) };
  await store.write(MANIFEST_KEY, Buffer.from(`${JSON.stringify(signed, null, 1)}\n`));
  return signed;
}

/** One thing that a check of a run found wrong. */
export interface ManifestFault {
  readonly key: string;
  readonly fault: 'missing' | 'changed' | 'not in the manifest';
}

/**
 * Holds a run's objects against its manifest: the signature, the books, each object's hash, and that there are as many documents as the books say.
 *
 * @throws SigningError, AccountError, RunError `MANIFEST_UNREADABLE`
 */
export async function verifyRun(
  store: Store,
  trusted: readonly string[],
): Promise<{ manifest: DataManifest; faults: ManifestFault[] }> {
  const { manifest, signature } = await readManifest(store);
  verifySignature(Buffer.from(canonicalJson(manifest)), signature, trusted);
  const last = manifest.steps.at(-1);
  stepCounts(manifest.steps[0]?.in ?? 0, manifest.reasons, last?.kept ?? 0);
  const faults: ManifestFault[] = [];
  const curated = new Set(manifest.outputs.map(({ key }) => key));
  let lines = 0;
  const named = [...manifest.outputs, ...manifest.records];
  for (const { key, sha256: hash } of named) {
    if (!(await store.exists(key))) {
      faults.push({ key, fault: 'missing' });
      continue;
    }
    const body = await store.read(key);
    if (sha256(body) !== hash) faults.push({ key, fault: 'changed' });
    if (curated.has(key)) lines += linesIn(body);
  }
  const due = (last?.kept ?? 0) + (last?.added ?? 0);
  if (faults.length === 0) close('mix', { in: lines, kept: lines, dropped: 0, quarantined: 0 }, due);
  const known = new Set(named.map(({ key }) => key));
  const folders = new Set(manifest.outputs.map(({ key }) => key.slice(0, key.lastIndexOf('-') + 1)));
  for (const { key } of await store.list('curated/'))
    if (!known.has(key) && folders.has(key.slice(0, key.lastIndexOf('-') + 1)))
      faults.push({ key, fault: 'not in the manifest' });
  return { manifest, faults };
}

/** @throws RunError `MANIFEST_UNREADABLE` */
export async function readManifest(store: Store): Promise<SignedManifest> {
  try {
    const signed = await readJson<SignedManifest>(store, MANIFEST_KEY);
    if (signed.manifest.schema === DATA_MANIFEST_SCHEMA && typeof signed.signature.value === 'string') return signed;
  } catch {
    // Said below: what is missing and what is broken end the same way.
  }
  throw new RunError(
    'MANIFEST_UNREADABLE',
    `${MANIFEST_KEY}: must be a signed manifest of schema ${DATA_MANIFEST_SCHEMA}`,
  );
}

function linesIn(body: Uint8Array): number {
  let lines = 0;
  for (let at = body.indexOf(0x0a); at >= 0; at = body.indexOf(0x0a, at + 1)) lines++;
  return lines;
}

function objectsIn(results: readonly MapResult[], folder: string): ManifestObject[] {
  return results.flatMap(({ outputs }) => outputs.filter(({ key }) => key.startsWith(folder)));
}

function sum(results: readonly MapResult[], key: 'in' | 'kept'): number {
  return results.reduce((total, { counts }) => total + counts[key], 0);
}
