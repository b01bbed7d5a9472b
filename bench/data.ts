import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { publicTexts, remixed } from './data/corpus';
import type { ChainSpeed } from './data/steps';
import { sustained, writePart } from './data/sustained';

/** Megabytes of text of the two sustained runs, `RAMPART_BENCH_MB=100,2000` for others. */
const SIZES = (process.env['RAMPART_BENCH_MB'] ?? '100,1000').split(',').map(Number);
const SEED = 1;
const ROOT = join(__dirname, '..');

/**
 * The data stage's speed, in MB of acquired text a second of processor time, on bundles as the workers and Lambda run them: of the chain that the
 * bar names (normalisation, filters, personal data, MinHash, writing) and of the whole, by step; beside the plain way and a fixed loop in the same
 * run; and the memory that two worker threads take for a small and a large corpus. Processor time, since a shared machine's wall time says little.
 */
export async function run(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-bench-'));
  try {
    const bundles = built(folder);
    const texts = await publicTexts();
    mkdirSync(join(folder, 'acquired'));
    const part = 'acquired/0.jsonl';
    const megabytes = writePart(join(folder, part), remixed(texts, SEED));
    console.log(
      `${texts.length} texts, a part of ${megabytes.toFixed(1)} MB; load of the machine ${loadavg()[0]?.toFixed(1) ?? '?'}`,
    );
    const speeds = (chain: string): ChainSpeed[] =>
      execFileSync(process.execPath, [bundles.child, folder, part, chain], { encoding: 'utf8' })
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as ChainSpeed);
    const bar = best(speeds('bar'));
    const plain = best(speeds('plain'));
    const whole = best(speeds('whole'));
    table('The chain that the bar names', bar);
    table('The same in the plain way, on one record in sixteen', plain);
    table('The whole chain of a cleaning task', whole);
    const peaks: number[] = [];
    for (const size of SIZES) {
      const ran = await sustained(bundles.lanes, join(folder, String(size)), texts, size);
      peaks.push(ran.peakMb);
      console.log(
        `\n${ran.megabytes.toFixed(0)} MB in two workers: ${ran.seconds.toFixed(0)} s, ${(ran.megabytes / ran.seconds).toFixed(1)} MB/s; ` +
          `${ran.cpuSeconds.toFixed(0)} s of processor time, ${(ran.megabytes / ran.cpuSeconds).toFixed(1)} MB/s a core; peak memory ${ran.peakMb.toFixed(0)} MB`,
      );
    }
    return {
      mbPerSecondPerCore: round(rate(bar)),
      ratioToPlain: round(rate(bar) / rate(plain)),
      ratioToLoop: round(rate(bar) * bar.loopSeconds, 3),
      peakMb: Math.round(Math.max(...peaks)),
      peakMbOfSmall: Math.round(peaks[0] ?? 0),
      wholeMbPerSecondPerCore: round(rate(whole)),
      load: round(loadavg()[0] ?? 0),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bundles of what is measured, as `scripts/build.mjs` and the Lambda construct make them. */
function built(folder: string): { child: string; lanes: string } {
  buildSync({
    absWorkingDir: ROOT,
    entryPoints: [
      { in: 'bench/data/child.ts', out: 'child/child' },
      // Where each looks for the other: `engine/` beside `run/`.
      { in: 'bench/data/lanes.ts', out: 'engine/lanes' },
      { in: 'stages/data/run/worker.ts', out: 'run/worker' },
    ],
    outdir: folder,
    bundle: true,
    platform: 'node',
    logLevel: 'error',
  });
  return { child: join(folder, 'child/child.js'), lanes: join(folder, 'engine/lanes.js') };
}

/** Reading belongs to acquisition and is told, but is none of the steps that the bar names. */
function seconds({ seconds: { read: _, ...steps } }: ChainSpeed): number {
  return Object.values(steps).reduce((sum, one) => sum + one, 0);
}

function rate(speed: ChainSpeed): number {
  return speed.megabytes / seconds(speed);
}

/** The fastest round. */
function best(speeds: readonly ChainSpeed[]): ChainSpeed {
  const [fastest] = [...speeds].sort((one, other) => rate(other) - rate(one));
  if (fastest === undefined) throw new Error('the measured process said nothing');
  return fastest;
}

function table(title: string, speed: ChainSpeed): void {
  const all = seconds(speed);
  console.log(`\n${title}: ${rate(speed).toFixed(2)} MB/s of processor time, reading aside`);
  for (const [name, spent] of Object.entries(speed.seconds)) {
    const share = name === 'read' ? 'aside' : `${((100 * spent) / all).toFixed(1)} %`;
    console.log(`  ${name.padEnd(14)} ${share.padStart(7)} ${(speed.megabytes / spent).toFixed(1).padStart(8)} MB/s`);
  }
}

function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
