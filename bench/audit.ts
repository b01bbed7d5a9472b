import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { median, shown, timed, type Program } from './audit/programs';
import { pipelines } from './audit/growth';

const ROOT = resolve(__dirname, '..');
const CONFIG = 'config/minimal.yaml';
const REPETITIONS = 5;
/** One pipeline is measured more often than ten: its run is the shorter one, and the noisier. */
const SMALL_RUNS = 3;

/**
 * `rampart audit` beside the bare `cdk synth` of the same app and config, and how the audit grows from one pipeline to ten.
 *
 * Both are whole processes of the compiled code, alternating, after a warm-up of each; the ratio is one of medians. *Bare* is
 * the CDK command line with `cdk.json`'s app: without its build step, without CDK's own validation (CDK_VALIDATION=false,
 * which the audit includes), without notices. `cdk synth` as it comes, with that validation, is timed once for comparison.
 */
export async function run(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-bench-'));
  try {
    build();
    const { audit, bare, usual } = programs(folder);
    for (const program of [audit, bare]) timed(program, ROOT);
    const times = { audit: [] as number[], bare: [] as number[] };
    for (let repetition = 0; repetition < REPETITIONS; repetition++) {
      const pair = [timed(audit, ROOT), timed(bare, ROOT)] as const;
      times.audit.push(pair[0]);
      times.bare.push(pair[1]);
      console.log(
        `${repetition + 1} of ${REPETITIONS}: audit ${pair[0].toFixed(2)} s, bare synth ${pair[1].toFixed(2)} s`,
      );
    }
    const seconds = median(times.audit);
    const ratioToBareSynth = seconds / median(times.bare);
    console.log(shown(audit.name, times.audit));
    console.log(shown(bare.name, times.bare));
    console.log(shown(usual.name, [timed(usual, ROOT)]));

    const first = pipelines(1, CONFIG, folder, ROOT);
    const again = Array.from({ length: SMALL_RUNS - 1 }, () => pipelines(1, CONFIG, folder, ROOT));
    const one = { ...first, seconds: median([first, ...again].map((run) => run.seconds)) };
    const ten = pipelines(10, CONFIG, folder, ROOT);
    for (const { pipelines: count, seconds: took, resources, handlers } of [one, ten]) {
      console.log(
        `${count} pipeline(s), synthesis and audit in one process: ${took.toFixed(2)} s for ${resources} resources, ` +
          `${((1000 * took) / resources).toFixed(1)} ms a resource; handlers bundled in ${handlers.esbuildRuns} run(s) of esbuild, ` +
          `${handlers.seconds.toFixed(2)} s for ${handlers.functions} functions`,
      );
    }
    const growthPerResource = ten.seconds / ten.resources / (one.seconds / one.resources);
    return {
      ratioToBareSynth: rounded(ratioToBareSynth),
      seconds: rounded(seconds),
      resources: one.resources,
      growth: rounded(ten.seconds / one.seconds),
      growthPerResource: rounded(growthPerResource),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is timed is the compiled code: of these sources, not of some earlier ones. */
function build(): void {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error(`the build ended with status ${status}: nothing was measured`);
}

function programs(folder: string): { audit: Program; bare: Program; usual: Program } {
  const evidence = join(folder, 'evidence');
  const cdkOut = join(folder, 'cdk.out');
  const { app } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as { app: string };
  const synth = [
    join(ROOT, 'node_modules', '.bin', 'cdk'),
    ...['synth', '--quiet', '--app', app, '--build', '', '--output', cdkOut],
  ];
  const env = { RAMPART_CONFIG: CONFIG };
  const wrote = (file: string) => (): boolean => existsSync(file);
  return {
    audit: {
      name: 'rampart audit',
      command: [process.execPath, join('dist', 'bin', 'rampart.js'), 'audit', CONFIG, '--out', evidence, '--quiet'],
      // Findings are no failure of the bench: the audit was made.
      exits: [0, 1],
      output: evidence,
      succeeded: wrote(join(evidence, 'ledger.json')),
    },
    bare: {
      name: 'cdk synth, bare',
      command: synth,
      env: { ...env, CDK_VALIDATION: 'false' },
      exits: [0],
      output: cdkOut,
      succeeded: wrote(join(cdkOut, 'manifest.json')),
    },
    usual: {
      name: 'cdk synth with its own validation, once',
      command: synth,
      env,
      // CDK's validation may object; its time is what is asked for.
      exits: [0, 1],
      output: cdkOut,
      succeeded: wrote(join(cdkOut, 'manifest.json')),
    },
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
