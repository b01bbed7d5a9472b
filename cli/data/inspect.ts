import { Option, type Command } from 'commander';
import { harmless } from '../../lib/config/got';
import { ExitCode } from '../exit-code';
import { STEPS } from '../../stages/data/run/settings';
import { formatOption } from '../options';
import type { Session } from '../session';
import { table } from '../table';
import { measured, type Excluded } from './excluded';
import { count, SHOWN_CHARACTERS as SHOWN, takesRun, type RunOptions } from './options';

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
    .summary('show what a run left out or added, and why, with samples')
    .description(
      'Samples are of cleaned text: personal data is not in them. What could not be read has no sample.\nCopies that counter-measures added are shown too, by the one that made them.',
    )
    .option('--rule <text>', 'only rules whose name begins so, e.g. gopher-quality/')
    .addOption(new Option('--step <step>', 'only one step').choices(STEPS))
    .option('--source <source>', 'only one source')
    .addOption(new Option('--kind <kind>', 'only one kind').choices(['dropped', 'quarantined', 'added']))
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
  const { addedGroups } = await import('./added-groups');
  const workspace = new Workspace(options.workspace);
  const run = workspace.named(options.run);
  const store = workspace.run(run);
  const groups = new Map<string, Group>();
  let all = 0;
  const signed = await readManifest(store);
  for await (const one of excludedOf(store, signed)) {
    all++;
    if (!wanted(one, options)) continue;
    const name = `${one.step} ${one.kind} ${one.rule}`;
    const group = groups.get(name) ?? { first: one, records: 0, samples: [] };
    group.records++;
    if (group.samples.length < options.samples) group.samples.push(one);
    groups.set(name, group);
  }
  const added = await addedGroups(store, signed, options);
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
    terminal.out(`${JSON.stringify({ run, excluded: shown, ...(added.length > 0 && { added }) }, null, 2)}\n`);
    return ExitCode.CLEAR;
  }
  if (all === 0 && added.length === 0) terminal.out(`Run ${run} left nothing out.\n`);
  else if (sorted.length === 0 && added.length === 0)
    terminal.out(
      `Nothing of run ${run} that these filters let through was left out; ${all} records were left out in all.\n`,
    );
  const width = terminal.columns === undefined ? {} : { width: terminal.columns };
  for (const { first, records, samples } of sorted) {
    terminal.out(`${first.rule}  ${first.kind} by ${first.step}: ${records}\n`);
    const rows = samples.map((one) => [one.id, measured(one), said(one, texts)]);
    terminal.out(`${table(['record', 'measured', 'text'], rows, width)}\n`);
  }
  for (const { rule, copies, samples } of added) {
    terminal.out(`${rule}  added by balance: ${copies}\n`);
    const rows = samples.map(({ id, copyOf, text }) => [id, copyOf, harmless(text.replace(/\s+/g, ' '))]);
    terminal.out(`${table(['copy', 'of', 'text'], rows, width)}\n`);
  }
  return ExitCode.CLEAR;
}

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
