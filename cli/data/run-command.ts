import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { SignedManifest } from '../../contract/data-manifest';
import type { Colours } from '../colour';
import { ExitCode, EXIT_CODES } from '../exit-code';
import { formatOption } from '../options';
import type { Session } from '../session';
import { seconds } from '../steps';
import { table } from '../table';
import { count, DEFAULT_WORKSPACE } from './options';
import { ProgressLine } from './progress-line';

interface RunCommandOptions {
  readonly workspace: string;
  readonly workers?: number;
  readonly memory?: number;
  readonly against: string[];
  readonly baseline?: string;
  readonly newSeries?: boolean;
  readonly key?: string;
  readonly evidence?: string;
  readonly format: string;
  readonly quiet?: boolean;
}

/** `rampart data run`: runs a plan, or goes on with it. */
export function addDataRun(data: Command, session: Session): void {
  data
    .command('run')
    .argument('<plan>', 'the data plan, a YAML file')
    .summary('run a data plan on this machine, or go on with it')
    .description(
      'Acquires, cleans, deduplicates, labels, balances and mixes what a plan names, and signs a manifest of it.\n' +
        'After a kill, the same command goes on where it was. With other thresholds, no text is read again.',
    )
    .option('-w, --workspace <folder>', 'the folder in which runs are kept', DEFAULT_WORKSPACE)
    .option('-j, --workers <number>', 'worker threads (default: one a processor)', count)
    .option('-m, --memory <MB>', 'memory of set operations; beyond it they go to disk', count)
    .option('-a, --against <run>', 'an earlier run whose data must not come again; may be repeated', more, [])
    .option('-b, --baseline <run>', "an earlier run to compare with, and drift is a gate (default: the plan's)")
    .option('--new-series', 'begin the series over time anew, whatever runs of the data set ended before')
    .option('-k, --key <file>', "the private key that signs, in PEM (default: the workspace's own)")
    .option(
      '-e, --evidence <folder>',
      'put the report and the signed manifest into this evidence too, with their hashes',
    )
    .addOption(formatOption(['table', 'json']))
    .option('-q, --quiet', 'no progress')
    .addHelpText(
      'after',
      `${EXIT_CODES}\n\nExamples:\n  rampart data run examples/data/plan.yaml\n  rampart data run plan.yaml --workers 4 --against 1a2b3c4d5e6f7a8b`,
    )
    .action(async (plan: string, options: RunCommandOptions, command: Command) => {
      session.finish(await run(plan, options, session, command));
    });
}

function more(value: string, before: string[]): string[] {
  return [...before, value];
}

async function run(
  file: string,
  options: RunCommandOptions,
  { terminal, paint }: Session,
  command: Command,
): Promise<ExitCode> {
  const { loadPlan } = await import('./plan');
  const { Workspace } = await import('./workspace');
  const { signingKey } = await import('./keys');
  const { runLocally } = await import('./local-run');
  const { writeReport } = await import('./report/write');
  const started = terminal.clock();
  const loaded = await loadPlan(file);
  const baseline = options.baseline ?? loaded.plan.watch.baseline;
  const workspace = new Workspace(options.workspace);
  const progress = new ProgressLine(terminal, paint('err', command), options.quiet);
  const {
    run: id,
    folder,
    signed,
  } = await runLocally(loaded, workspace, {
    ...(options.workers !== undefined && { workers: options.workers }),
    ...(options.memory !== undefined && { memoryMb: options.memory }),
    against: options.against,
    ...(baseline !== undefined && { baseline }),
    ...(options.newSeries !== undefined && { newSeries: options.newSeries }),
    signer: signingKey(options.workspace, options.key),
    onProgress: (step) => progress.show(step),
  });
  progress.end();
  const page = await writeReport(workspace, id);
  if (options.evidence !== undefined) {
    const { writeData } = await import('../../audit/evidence/data-part');
    const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
    writeData(options.evidence, { report: text('report.html'), manifest: text('manifest.json') });
  }
  const open = signed.manifest.gates.some(({ outcome }) => outcome !== 'passed');
  if (options.format === 'json') {
    terminal.out(`${JSON.stringify({ run: id, folder, report: page, manifest: signed.manifest }, null, 2)}\n`);
  } else {
    const colour = paint('out', command);
    const took = seconds(terminal.clock() - started);
    terminal.out(`${runText(signed, terminal.columns, colour)}\n${lastLines(signed, folder, colour)}`);
    terminal.out(`Run ${id} took ${took}; its report is in ${page}\n`);
  }
  return open ? ExitCode.OPEN : ExitCode.CLEAR;
}

/** What a person does next depends on this: how much there is, where it is, and what stands in its way. */
function lastLines({ manifest }: SignedManifest, folder: string, colour: Colours): string {
  const [entered, curated] = [manifest.steps[0]?.in ?? 0, manifest.steps.at(-1)?.kept ?? 0];
  const added = manifest.steps.at(-1)?.added ?? 0;
  const open = manifest.gates.filter(({ outcome }) => outcome !== 'passed');
  const verdict = open.map(({ gate, outcome }) => `the gate ${gate} is ${outcome}`).join(', ');
  return [
    `${curated} of ${entered} records are curated${added === 0 ? '' : `, with ${added} copies beside them`}, in ${join(folder, 'curated')}`,
    open.length === 0 ? '' : colour.bad(`Not to be promoted: ${verdict}.`),
    curated === entered ? '' : 'rampart data inspect shows what was left out, and rampart data explain ID why.',
  ]
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('');
}

/** What a run came to, for people: its books, what took records out, and its gates. */
export function runText({ manifest }: SignedManifest, width: number | undefined, colour: Colours): string {
  const copies = manifest.steps.some(({ added }) => added !== undefined);
  const steps = manifest.steps.map((one) =>
    [one.step, one.in, one.kept, one.dropped, one.quarantined, ...(copies ? [one.added ?? 0] : [])].map(String),
  );
  const reasons = Object.entries(manifest.reasons)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, 12)
    .map(([name, records]) => {
      const [step = '', kind = '', rule = ''] = name.split(' ');
      return [rule, step, kind, String(records)];
    });
  const gates = manifest.gates.map(({ gate, outcome, reasons: why }) => [gate, outcome, why.join('; ')]);
  const options = { ...(width !== undefined && { width }), heading: colour.bold };
  return [
    table(['step', 'in', 'kept', 'dropped', 'quarantined', ...(copies ? ['copies'] : [])], steps, {
      ...options,
      right: [1, 2, 3, 4, 5],
    }),
    reasons.length === 0 ? '' : table(['taken out by', 'step', 'as', 'records'], reasons, { ...options, right: [3] }),
    gates.length === 0 ? '' : table(['gate', 'outcome', 'why'], gates, options),
  ]
    .filter((part) => part !== '')
    .join('\n');
}
