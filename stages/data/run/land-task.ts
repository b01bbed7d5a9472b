import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../contract/canonical';
import type { MapResult, MapTask } from '../engine/map-engine';
import { Account } from './accounts';
import { hashOf } from './hash';
import { stored } from './shard-writer';
import type { InputFile } from './slices';
import { PIPELINE_VERSION } from './settings';
import type { TaskContext } from './task-context';

/** An object in quarantine, as a listing names it. */
export interface LandInput {
  readonly source: string;
  readonly key: string;
  readonly bytes: number;
  /** Changes when the object does. */
  readonly tag?: string;
}

/** What a malware scan says of an object: only what is clean is read. */
export type MalwareVerdict = 'clean' | 'infected' | 'not scanned';

/** One task an object: its hash is what everything later depends on. */
export function landTask(input: LandInput): MapTask {
  return { step: 'land', id: hashOf({ step: 'land', PIPELINE_VERSION, input }), input };
}

/** Hashes an object in quarantine, and asks for the malware scan's verdict. */
export async function land(id: string, input: LandInput, context: TaskContext): Promise<MapResult> {
  const verdict = await context.malware?.(input.key);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of context.input.stream(input.key)) {
    hash.update(part);
    bytes += part.length;
  }
  const file: InputFile = {
    source: input.source,
    key: input.key,
    bytes,
    sha256: hash.digest('hex'),
    ...(verdict !== undefined && verdict !== 'clean' && { malware: verdict }),
  };
  const account = new Account();
  account.count('land', { kind: 'kept' });
  const outputs = [await stored(context.store, `landed/${id}.json`, Buffer.from(canonicalJson(file)))];
  return { id, outputs, counts: account.counts, reasons: {}, tallies: {} };
}
