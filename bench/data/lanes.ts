import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LocalWorkers } from '../../stages/data/engine/local-workers';

/** What the process that cleans says when all is done. */
export interface Sustained {
  readonly cpuSeconds: number;
  readonly seconds: number;
  /** Largest resident set of the whole process: its main thread and the workers. */
  readonly peakMb: number;
}

const LANES = 2;

/**
 * The process that cleans: `lanes.js FOLDER`, forked. Asks for a part for each lane (`{ want: NUMBER }`), is told of its key, cleans it in a worker
 * thread as a run does, and takes the outputs away, so that neither the disk nor the memory grows with the data.
 */
async function main(folder: string): Promise<void> {
  const workers = new LocalWorkers({ folder, inputFolder: folder, settings: 'settings.json' }, LANES);
  const began = process.hrtime.bigint();
  const before = process.cpuUsage();
  let next = 0;
  const waiting = new Map<number, (key: string) => void>();
  process.on('message', ({ number, key }: { number: number; key: string }) => waiting.get(number)?.(key));
  const lane = async (): Promise<void> => {
    for (;;) {
      const number = next++;
      const part = await new Promise<string>((resolve) => {
        waiting.set(number, resolve);
        process.send?.({ want: number });
      });
      waiting.delete(number);
      if (part === '') return;
      const task = {
        step: 'clean' as const,
        id: String(number).padStart(64, '0'),
        input: { part, sha256: '', shard: number },
      };
      const [result] = await workers.run([task]);
      for (const { key } of result?.outputs ?? []) rmSync(join(folder, key));
    }
  };
  mkdirSync(folder, { recursive: true });
  await Promise.all(Array.from({ length: LANES }, lane));
  const { user, system } = process.cpuUsage(before);
  const done: Sustained = {
    cpuSeconds: (user + system) / 1e6,
    seconds: Number(process.hrtime.bigint() - began) / 1e9,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
  process.send?.(done);
  await workers.close();
  process.disconnect();
}

void main(process.argv[2] ?? '');
