import { refusal } from '../acquire/acquired';
import { readFile, type Slice } from '../acquire/read-file';
import { recordName } from '../acquire/record-name';
import type { Source } from '../acquire/source';
import type { MapResult } from '../engine/map-engine';
import { Account } from './accounts';
import { RunError } from './run-error';
import { ShardWriter } from './shard-writer';
import type { TaskContext } from './task-context';

/** Files, or slices of files, that one task reads, in order. */
export interface AcquireInput {
  readonly slices: readonly (Slice & {
    readonly source: string;
    readonly sha256: string;
    readonly malware?: 'infected' | 'not scanned';
    readonly unread?: string;
  })[];
}

/** Reads files into records. What could not be read stays in quarantine: its id and the reason are written, its content is not. */
export async function acquire(id: string, input: AcquireInput, context: TaskContext): Promise<MapResult> {
  const { store, settings } = context;
  const records = new ShardWriter(store, `acquired/${id}`, settings.shardBytes);
  // In shards too: of a file of nothing but bad rows there may be more of these than the file has bytes.
  const refused = new ShardWriter(store, `refused/${id}`, settings.shardBytes);
  const account = new Account();
  for (const slice of input.slices) {
    const source = sourceOf(settings.sources, slice.source);
    const unreadable = refusalOf(slice);
    if (unreadable !== undefined) {
      const { id, reason } = unreadable;
      account.count('acquire', { kind: 'quarantined', reason });
      await refused.add({ id, source: source.name, step: 'acquire', kind: 'quarantined', ...reason });
      continue;
    }
    for await (const acquired of readFile(context.input, slice, source, settings.limits)) {
      if ('record' in acquired) {
        account.count('acquire', { kind: 'kept' });
        await records.add(acquired.record);
        continue;
      }
      const kind = acquired.empty === true ? 'dropped' : 'quarantined';
      account.count('acquire', { kind, reason: acquired.refused });
      await refused.add({ id: acquired.id, source: source.name, step: 'acquire', kind, ...acquired.refused });
    }
  }
  const outputs = [...(await records.end()), ...(await refused.end())];
  return { id, outputs, counts: account.counts, reasons: account.reasons, tallies: account.tallies };
}

/** Why a file is not opened at all. */
function refusalOf({ source, key, malware, unread }: AcquireInput['slices'][number]) {
  if (malware !== undefined) return { id: `${source}:${key}#file`, reason: refusal('malware-scan', 1, 0, malware) };
  if (unread === undefined) return undefined;
  return { id: `${recordName(source, key)}#file`, reason: refusal('not-a-file', 1, 0, unread) };
}

function sourceOf(sources: readonly Source[], name: string): Source {
  const source = sources.find((one) => one.name === name);
  if (source === undefined) throw new RunError('NO_SUCH_SOURCE', `sources: the plan has no source ${name}`);
  return source;
}
