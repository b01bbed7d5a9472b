import { writeFileSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import { canonicalJson } from '../../contract/canonical';
import { ExitCode } from '../exit-code';
import { formatOption } from '../options';
import type { Session } from '../session';
import { table } from '../table';
import { count } from './options';

interface PlanOptions {
  readonly size: number[];
  readonly mbPerSecond?: number;
  readonly concurrency?: number;
  readonly settings?: string;
  readonly format: string;
}

const UNITS: Readonly<Record<string, number>> = { MB: 1e6, GB: 1e9, TB: 1e12, PB: 1e15 };

/** `rampart data plan`: what a run would do, cost and take on AWS. */
export function addDataPlan(data: Command, session: Session): void {
  data
    .command('plan')
    .argument('[plan]', 'a data plan to judge: its files, rules and settings')
    .summary('judge a plan; tell what runs of 1 TB and 100 TB cost and take on AWS')
    .option('-s, --size <size>', 'such as 500GB or 3TB; may be repeated (default: 1TB and 100TB)', size, [])
    .option('--mb-per-second <number>', 'cleaning on one vCPU, as npm run bench -- data measures it', count)
    .option('--concurrency <number>', 'functions at work at once', count)
    .option('--settings <file>', "write the plan as a data set's settings.json, which DataPipeline reads")
    .addOption(formatOption(['table', 'json']))
    .addHelpText(
      'after',
      '\nExamples:\n  rampart data plan --size 20TB\n  rampart data plan plan.yaml\n  rampart data plan plan.yaml --settings settings.json',
    )
    .action(async (file: string | undefined, options: PlanOptions) => {
      session.finish(await plan(file, options, session));
    });
}

async function plan(file: string | undefined, options: PlanOptions, { terminal }: Session): Promise<ExitCode> {
  const { ASSUMPTIONS, estimate } = await import('../../stages/data/plan/estimate');
  const { PRICES } = await import('../../stages/data/plan/prices');
  const assumptions = {
    ...ASSUMPTIONS,
    ...(options.mbPerSecond !== undefined && { cleaningMbPerSecond: options.mbPerSecond }),
    ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
  };
  const { RUN_STEPS } = await import('../../stages/data/run/steps');
  const { loadPlan, PlanError } = await import('./plan');
  const loaded = file === undefined ? undefined : await loadPlan(file);
  if (options.settings !== undefined) {
    if (loaded === undefined)
      throw new PlanError('PLAN_NOT_NAMED', '--settings writes what a plan says; got no plan. Name one.');
    writeFileSync(options.settings, `${canonicalJson(loaded.settings)}\n`);
  }
  const sizes = options.size.length === 0 ? [1e12, 100e12] : options.size;
  const estimates = sizes.map((bytes) => estimate(bytes, assumptions));
  if (options.format === 'json') {
    const told = loaded && { name: loaded.plan.name, files: loaded.files.length, rules: loaded.settings.rules.length };
    const steps = RUN_STEPS.map(({ name, does, reads, writes, takesOut }) => ({ name, does, reads, writes, takesOut }));
    terminal.out(`${JSON.stringify({ plan: told, steps, estimates, assumptions, prices: PRICES }, null, 2)}\n`);
    return ExitCode.CLEAR;
  }
  const width = terminal.columns === undefined ? {} : { width: terminal.columns };
  if (loaded !== undefined) {
    const { plan: read, files, settings } = loaded;
    terminal.out(
      `${read.name}: ${read.sources.length} sources, ${files.length} files, ${settings.rules.length} rules. The plan is usable.\n`,
    );
    if (options.settings !== undefined) terminal.out(`Its settings are in ${options.settings}\n`);
    const steps = RUN_STEPS.map(({ name, does, reads, writes }) => [name, does, reads.join(', '), writes.join(', ')]);
    terminal.out(`\n${table(['step', 'does', 'reads', 'writes'], steps, width)}\n`);
  }
  for (const one of estimates) {
    const rows = one.steps.map(({ step, where, dollars, seconds, how }) => [
      step,
      where,
      money(dollars),
      time(seconds),
      how,
    ]);
    rows.push(['in all', '', money(one.dollars), time(one.seconds), `${one.shards} shards`]);
    terminal.out(
      `${bytesText(one.bytes)}\n${table(['step', 'where', 'US$', 'time', 'how'], rows, { ...width, right: [2, 3] })}\n`,
    );
  }
  const assumed = Object.entries(assumptions).map(([name, value]) => [name, String(value)]);
  const prices = Object.entries(PRICES).map(([name, value]) => [name, String(value)]);
  terminal.out(
    `Assumptions: arithmetic, not a measurement on AWS.\n${table(['assumption', 'value'], assumed, width)}\n`,
  );
  terminal.out(
    `Prices, from memory on ${PRICES.asOf}: check them before you rely on a sum.\n${table(['price', 'US$'], prices, width)}`,
  );
  return ExitCode.CLEAR;
}

function size(text: string, before: number[]): number[] {
  const match = /^(\d+(?:\.\d+)?)\s*(MB|GB|TB|PB)$/i.exec(text);
  const bytes = Number(match?.[1]) * (UNITS[match?.[2]?.toUpperCase() ?? ''] ?? Number.NaN);
  if (!(bytes > 0)) throw new InvalidArgumentError('It must be a size such as 500GB or 3TB.');
  return [...before, bytes];
}

function money(dollars: number): string {
  return dollars.toFixed(2);
}

function time(seconds: number): string {
  if (seconds === 0) return '';
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

function bytesText(bytes: number): string {
  const [unit, size] = Object.entries(UNITS)
    .filter(([, one]) => one <= bytes)
    .at(-1) ?? ['B', 1];
  return `${bytes / size} ${unit}`;
}
