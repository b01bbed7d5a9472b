import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../lib/config/load';
import { synthesize } from '../lib/synthesize';
import { median } from './audit/programs';
import { sixtyByTen } from './proofs/sixty-by-ten';
import { teamsTemplate } from './proofs/teams';

const RUNS = 5;
const SIZES = [50, 200, 500, 1_000, 2_000];

interface Proven {
  readonly seconds: number;
  /** What an idle machine would take, whatever else runs on this one. */
  readonly processorSeconds: number;
  readonly resources: number;
  readonly invariants: number;
  readonly proved: number;
  readonly refuted: number;
  readonly notEvaluated: number;
}

/** Speed of the proofs: the blueprint's whole set in a fresh process, the 60 x 10 case beside Z3, and growth with the templates' size. */
export async function run(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-bench-'));
  try {
    const blueprint = join(folder, 'blueprint');
    synthesize(loadConfig('config/production.yaml'), blueprint);
    const runs = Array.from({ length: RUNS }, () => proven(blueprint));
    const [first] = runs;
    console.log(`config/production.yaml, ${first?.resources ?? 0} resources, ${RUNS} fresh processes`);
    console.log(`  seconds     ${runs.map(({ seconds }) => seconds.toFixed(2)).join('  ')}`);
    console.log(`  processor   ${runs.map(({ processorSeconds }) => processorSeconds.toFixed(2)).join('  ')}`);
    console.log(
      `  invariants  ${first?.invariants ?? 0}, proofs ${first?.proved ?? 0}, refuted ${first?.refuted ?? 0}, not evaluated ${first?.notEvaluated ?? 0}`,
    );

    const sizes = SIZES.map((size) => {
      const file = join(folder, `teams-${size}.json`);
      writeFileSync(file, JSON.stringify(teamsTemplate(size)));
      const taken = Array.from({ length: 3 }, () => proven(file));
      // A busy machine would tell of itself and not of the proofs, so growth is in processor seconds.
      const spent = median(taken.map(({ processorSeconds }) => processorSeconds));
      return { resources: taken[0]?.resources ?? 0, seconds: spent };
    });
    const growth = exponent(sizes);
    console.log('\nresources  processor seconds  per n log n, against the smallest');
    for (const { resources, seconds } of sizes) {
      const [smallest] = sizes;
      const base = smallest ? smallest.seconds / nLogN(smallest.resources) : NaN;
      console.log(
        `${String(resources).padStart(9)}  ${seconds.toFixed(2).padStart(17)}  ${(seconds / nLogN(resources) / base).toFixed(2)}`,
      );
    }

    const duels = await sixtyByTen();
    console.log('\ncase     engine          ms       Z3       ms      ratio');
    for (const { name, engine, engineMs, z3, z3Ms } of duels) {
      const cells = [name.padEnd(8), engine.padEnd(15), engineMs.toFixed(1).padEnd(8), z3.padEnd(8)];
      console.log(`${cells.join(' ')} ${z3Ms.toFixed(0).padEnd(7)} ${(z3Ms / engineMs).toFixed(0)}`);
    }
    return {
      seconds: round(median(runs.map(({ seconds }) => seconds)), 2),
      processorSeconds: round(median(runs.map(({ processorSeconds }) => processorSeconds)), 2),
      ratioToZ3: Math.round(Math.min(...duels.map(({ engineMs, z3Ms }) => z3Ms / engineMs))),
      growth: round(growth, 2),
      growthFrom1000To2000: round(exponent(sizes.slice(-2)), 2),
      resources: first?.resources,
      proved: first?.proved,
      refuted: first?.refuted,
      notEvaluated: first?.notEvaluated,
      z3: duels.map(({ z3 }) => z3).join(', '),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function proven(path: string): Proven {
  const script = join(__dirname, 'proofs', 'proven.ts');
  const tsx = createRequire(__filename).resolve('tsx');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', tsx, script, path], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`proving ${path} ended with status ${status}:\n${stderr.slice(-2000)}`);
  return JSON.parse(stdout) as Proven;
}

/** Seconds for the largest over those for the smallest, divided by what n log n would make of it: 1 is n log n, less is better. */
function exponent(sizes: readonly { readonly resources: number; readonly seconds: number }[]): number {
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  if (!smallest || !largest) return NaN;
  return largest.seconds / smallest.seconds / (nLogN(largest.resources) / nLogN(smallest.resources));
}

function nLogN(n: number): number {
  return n * Math.log2(n);
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
