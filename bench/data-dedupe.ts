import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Signer } from '../stages/data/dedupe/near/signer';
import { bar } from '../test/stages/data/dedupe/bar';
import { found, sharded } from '../test/stages/data/dedupe/measured';
import { plantedCorpus } from '../test/stages/data/dedupe/planted-corpus';
import { edgeJoin } from './data-dedupe/edge-join';

const DOCUMENTS = 22_000;
const JOINED = 1_750_000;
const MEMORY_MB = 1000;
const RUNS = 5;

/**
 * Near duplicates: what is found of the pairs of a planted corpus, beside their true similarity; how fast texts are signed, in MB of text a
 * second of processor time, the best of five; how fast band keys are joined under a 1 GB limit, in band rows a second.
 */
export async function run(): Promise<object> {
  const corpus = plantedCorpus(DOCUMENTS);
  const megabytes = corpus.texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  const mbPerSecond = signing(corpus.texts, megabytes);
  console.log(`${DOCUMENTS} documents, ${megabytes.toFixed(1)} MB`);

  const made = await found([sharded(corpus.texts)]);
  const { pairs90, at90, pairs80, at80, under30, exact, error } = bar(corpus, made);
  console.log(
    `${made.candidates} pairs compared, ${made.edges} near; ${made.exact} exact and ${made.near} near copies`,
  );
  console.log(
    `Jaccard .9 and more ${(at90 * 100).toFixed(2)} % of ${pairs90}, .8 to .9 ${(at80 * 100).toFixed(2)} % of ${pairs80}`,
  );
  console.log(`greatest difference of an edge's similarity from the true one ${error.toExponential(1)}`);

  const joining = await joined();
  console.log(
    `${joining.bandRows} band rows in ${joining.seconds.toFixed(2)} s (${joining.cpuSeconds.toFixed(2)} s of processor time) with ${MEMORY_MB} MB: ${joining.pairs} pairs`,
  );
  const edgesPerSecond = Math.round(joining.bandRows / joining.seconds);
  return { documents: DOCUMENTS, at90, at80, under30, exact, mbPerSecond, edgesPerSecond };
}

/** Processor time, because others use the machine; collection of garbage in other threads counts against us. */
function signing(texts: readonly string[], megabytes: number): number {
  const signer = new Signer();
  const seconds = Array.from({ length: RUNS }, () => {
    const begin = process.cpuUsage();
    for (const text of texts) signer.sign(text);
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1e6;
  });
  return Number((megabytes / Math.min(...seconds)).toFixed(1));
}

async function joined() {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-bench-'));
  try {
    return await edgeJoin(folder, JOINED, MEMORY_MB);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
