import { hashOf } from './hash';
import type { MapTask } from '../engine/map-engine';
import type { AcquireInput } from './acquire-task';
import { PIPELINE_VERSION, type RunSettings } from './settings';

/** A file that was acquired. */
export interface InputFile {
  readonly source: string;
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Why it must not be read; absent where it may be. */
  readonly malware?: 'infected' | 'not scanned';
  /** What it is instead of a file that can be read: nothing of it is in quarantine. */
  readonly unread?: string;
}

/** Files by source and name, however they were found. */
export function inOrder(files: readonly InputFile[]): InputFile[] {
  return [...files].sort((a, b) => (`${a.source}:${a.key}` < `${b.source}:${b.key}` ? -1 : 1));
}

/**
 * Tasks over acquired files: a large file of lines in slices, small files together, each task about a shard. Which files share a task
 * depends on their names and sizes only.
 */
export function acquireTasks(files: readonly InputFile[], settings: RunSettings): MapTask[] {
  const tasks: MapTask[] = [];
  let open: AcquireInput['slices'][number][] = [];
  let size = 0;
  const close = (): void => {
    if (open.length > 0) tasks.push(taskOf(open, settings));
    open = [];
    size = 0;
  };
  for (const { source, key, bytes, sha256, malware, unread } of inOrder(files)) {
    const format = settings.sources.find(({ name }) => name === source)?.format;
    const step = format === 'jsonl' && !key.endsWith('.gz') ? settings.shardBytes : Math.max(1, bytes);
    if (malware !== undefined || unread !== undefined) {
      const why = { ...(malware !== undefined && { malware }), ...(unread !== undefined && { unread }) };
      open.push({ source, key, sha256, from: 0, to: bytes, ...why });
      continue;
    }
    for (let from = 0; from === 0 || from < bytes; from += step) {
      const to = Math.min(bytes, from + step);
      if (size > 0 && size + (to - from) > settings.shardBytes) close();
      open.push({ source, key, sha256, from, to });
      size += to - from;
    }
  }
  close();
  return tasks;
}

function taskOf(slices: AcquireInput['slices'], { sources, limits, shardBytes }: RunSettings): MapTask {
  const input: AcquireInput = { slices };
  const named = new Set(slices.map(({ source }) => source));
  const used = sources.filter(({ name }) => named.has(name));
  return { step: 'acquire', id: hashOf({ step: 'acquire', PIPELINE_VERSION, input, used, limits, shardBytes }), input };
}
