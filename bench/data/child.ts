import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainChainSpeed } from './plain-chain';
import { chainSpeed } from './steps';

/** Records for the plain way: one in so many, it is slow. */
const PLAIN_EVERY = 16;
const ROUNDS = 3;

/**
 * The process that is measured: a bundle of this runs in plain Node, as the worker's and Lambda's bundles do.
 * `child.js FOLDER PART CHAIN`, with `bar`, `whole` or `plain`; says what it measured in lines of JSON, a round each.
 */
async function main([folder = '', part = '', chain]: readonly string[]): Promise<void> {
  for (let round = 0; round <= ROUNDS; round += 1) {
    const speed = chain === 'plain' ? plain(folder, part) : await chainSpeed(folder, part, chain === 'whole');
    // The first round is the compiler's.
    if (round > 0) console.log(JSON.stringify(speed));
  }
}

function plain(folder: string, part: string) {
  const lines = readFileSync(join(folder, part), 'utf8').trimEnd().split('\n');
  return plainChainSpeed(
    lines.filter((_, at) => at % PLAIN_EVERY === 0),
    join(folder, 'plain.jsonl'),
  );
}

void main(process.argv.slice(2));
