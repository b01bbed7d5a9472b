import { Option, type Command } from 'commander';
import { harmless } from '../../lib/config/got';
import { ExitCode } from '../exit-code';
import { STEPS } from '../../stages/data/run/settings';
import { formatOption } from '../options';
import type { Session } from '../session';
import { table } from '../table';
import { measured, type Excluded } from './excluded';
import { count, takesRun, type RunOptions } from './options';

interface InspectOptions extends RunOptions {
  readonly rule?: string;
  readonly step?: string;
  readonly source?: string;
  readonly kind?: string;
  readonly samples: number;
  readonly format: string;
}

/** `rampart data inspect`: what was left out, why, and some of it. */
export function addDataInspect(data: Command, session: Session): void {
  takesRun(data.command('inspect'))
    .summary('show what a run left out, and why, with samples')
    .description('Samples are of cleaned text: personal data is not in them. What could not be read has no sample.')
    .option('--rule <text>', 'only rules whose name begins so, e.g. gopher-quality/')
    .addOption(new Option('--step <step>', 'only one step').choices(STEPS))
    .option('--source <source>', 'only one source')
    .addOption(new Option('--kind <kind>', 'only one kind').choices(['dropped', 'quarantined']))
    .option('-n, --samples <number>', 'samples of each rule', count, 2)
    .addOption(formatOption(['table', 'json']))
    .addHelpText(
      'after',
      '\nExamples:\n  rampart data inspect\n  rampart data inspect --step deduplicate --samples 5\n  rampart data inspect --rule poison/ --format json',
    )
    .action(async (options: InspectOptions) => {
      session.finish(await inspect(options, session));
    });
}

interface Group {
  readonly first: Excluded;
  records: number;
  readonly samples: Excluded[];
}

async function inspect(options: InspectOptions, { terminal }: Session): Promise<ExitCode> {
  const { Workspace } = await import('./workspace');
  const { readManifest } = await import('../../stages/data/run/manifest');
  const { excludedOf } = await import('./excluded');
  const { textsById } = await import('./texts-by-id');
  const workspace = new Workspace(options.workspace);
  const run = workspace.named(options.run);
  const store = workspace.run(run);
  const groups = new Map<string, Group>();
  let all = 0;
  for await (const one of excludedOf(store, await readManifest(store))) {
    all++;
    if (!wanted(one, options)) continue;
    const name = `${one.step} ${one.kind} ${one.rule}`;
    const group = groups.get(name) ?? { first: one, records: 0, samples: [] };
    group.records++;
    if (group.samples.length < options.samples) group.samples.push(one);
    groups.set(name, group);
  }
  const sorted = [...groups.values()].sort((a, b) => b.records - a.records || (a.first.rule < b.first.rule ? -1 : 1));
  const ids = new Set(sorted.flatMap(({ samples }) => samples.map(({ id }) => id)));
  const texts = await textsById(workspace, run, ids);
  if (options.format === 'json') {
    const shown = sorted.map(({ first, records, samples }) => ({
      step: first.step,
      kind: first.kind,
      rule: first.rule,
      records,
      samples: samples.map((one) => ({ ...one, text: texts.get(one.id)?.slice(0, SHOWN) })),
    }));
    terminal.out(`${JSON.stringify({ run, excluded: shown }, null, 2)}\n`);
    return ExitCode.CLEAR;
  }
  if (all === 0) terminal.out(`Run ${run} left nothing out.\n`);
  else if (sorted.length === 0)
    terminal.out(
      `Nothing of run ${run} that these filters let through was left out; ${all} records were left out in all.\n`,
    );
  for (const { first, records, samples } of sorted) {
    terminal.out(`${first.rule}  ${first.kind} by ${first.step}: ${records}\n`);
    const rows = samples.map((one) => [one.id, measured(one), said(one, texts)]);
    terminal.out(
      `${table(['record', 'measured', 'text'], rows, { ...(terminal.columns !== undefined && { width: terminal.columns }) })}\n`,
    );
  }
  return ExitCode.CLEAR;
}

const SHOWN = 160;

function said({ id }: Excluded, texts: ReadonlyMap<string, string>): string {
  const text = texts.get(id);
  return text === undefined ? 'not read' : harmless(text.replace(/\s+/g, ' ').slice(0, SHOWN));
}

function wanted(one: Excluded, { rule, step, source, kind }: InspectOptions): boolean {
  return (
    (rule === undefined || one.rule.startsWith(rule)) &&
    (step === undefined || one.step === step) &&
    (source === undefined || one.source === source) &&
    (kind === undefined || one.kind === kind)
  );
}
