import { fork } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_LIMITS } from '../../stages/data/acquire/source';
import type { SourceRecord } from '../../stages/data/document';
import type { RunSettings } from '../../stages/data/run/settings';
import { remixed } from './corpus';
import type { Sustained } from './lanes';

const PART_BYTES = 32e6;
const SEED = 20_261_126;

/** What a run of that many megabytes took: two worker threads, each with a part at a time, written right before it is asked for. */
export async function sustained(
  script: string,
  folder: string,
  texts: readonly SourceRecord[],
  megabytes: number,
): Promise<Sustained & { readonly megabytes: number }> {
  mkdirSync(join(folder, 'acquired'), { recursive: true });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings()));
  const records = remixed(texts, SEED);
  let written = 0;
  const child = fork(script, [folder], { execArgv: [] });
  return new Promise((resolve, reject) => {
    child
      .on('error', reject)
      .on('exit', (code) => reject(new Error(`the process that cleans ended with ${String(code)}`)));
    child.on('message', (message: { want: number } | Sustained) => {
      if (!('want' in message)) return resolve({ ...message, megabytes: written });
      const { want: number } = message;
      if (number >= 2) rmSync(join(folder, partKey(number - 2)), { force: true });
      if (written >= megabytes) return child.send({ number, key: '' });
      written += writePart(join(folder, partKey(number)), records);
      return child.send({ number, key: partKey(number) });
    });
  });
}

/** @returns megabytes of text */
export function writePart(path: string, records: Iterator<SourceRecord>): number {
  const lines: Buffer[] = [];
  let bytes = 0;
  let text = 0;
  while (bytes < PART_BYTES) {
    const { value, done } = records.next();
    if (done === true) break;
    const line = Buffer.from(`${JSON.stringify(value)}\n`);
    lines.push(line);
    bytes += line.length;
    text += Buffer.byteLength(value.text);
  }
  writeFileSync(path, Buffer.concat(lines));
  return text / 1e6;
}

function partKey(number: number): string {
  return `acquired/${String(number)}.jsonl`;
}

function settings(): RunSettings {
  return {
    name: 'bench',
    sources: [],
    limits: DEFAULT_LIMITS,
    shardBytes: PART_BYTES,
    seed: SEED,
    languages: [],
    rules: [],
    boilerplate: true,
    typos: false,
    pseudonyms: false,
    evaluation: [],
    duplicates: { similarity: 0.8 },
    anomalies: { share: 0 },
  };
}
