import type { Command } from 'commander';
import { harmless } from '../../lib/config/got';
import { ExitCode } from '../exit-code';
import { formatOption } from '../options';
import type { Session } from '../session';
import { table } from '../table';
import { rounded } from './excluded';
import { takesRun, type RunOptions } from './options';

interface ExplainOptions extends RunOptions {
  readonly format: string;
}

/** `rampart data explain`: one record's way through every step. */
export function addDataExplain(data: Command, session: Session): void {
  takesRun(data.command('explain'))
    .argument('<id>', 'a record or a copy of one, as rampart data inspect names it')
    .summary("tell one record's way through every step")
    .addOption(formatOption(['table', 'json']))
    .addHelpText(
      'after',
      `\nExit codes:\n  0  the record was found\n  2  the run has no such record\n\nExamples:\n  rampart data explain letters:raw/letters.jsonl@0\n  rampart data explain letters:raw/letters.jsonl@0#copy-2`,
    )
    .action(async (id: string, options: ExplainOptions) => {
      session.finish(await explain(id, options, session));
    });
}

async function explain(id: string, options: ExplainOptions, { terminal }: Session): Promise<ExitCode> {
  const { Workspace, WorkspaceError } = await import('./workspace');
  const { wayOf } = await import('./way-of');
  const workspace = new Workspace(options.workspace);
  const run = workspace.named(options.run);
  const way = await wayOf(workspace, run, id);
  if (way === undefined)
    throw new WorkspaceError('NO_SUCH_RECORD', `run ${run} has no record ${id}; rampart data inspect names records`);
  if (options.format === 'json') {
    terminal.out(`${JSON.stringify(way, null, 2)}\n`);
    return ExitCode.CLEAR;
  }
  const width = terminal.columns === undefined ? {} : { width: terminal.columns };
  terminal.out(`${id}${way.copyOf === undefined ? '' : `\na copy of ${harmless(way.copyOf)}, whose way this is`}\n\n`);
  terminal.out(
    `${table(
      ['step', 'outcome', 'why'],
      way.steps.map(({ step, outcome, why }) => [step, outcome, harmless(why)]),
      width,
    )}\n`,
  );
  if (way.rules.length > 0) {
    const rows = way.rules.map(({ rule, value, allowed, passed }) => [
      rule,
      rounded(value),
      allowed,
      passed ? 'passed' : 'failed',
    ]);
    terminal.out(`${table(['rule', 'measured', 'passes', ''], rows, { ...width, right: [1] })}\n`);
  }
  if (way.copies !== undefined) {
    const rows = way.copies.map((copy) => [copy.id, copy.by.join(', ')]);
    terminal.out(`${table(['copies made of it', 'by'], rows, width)}\n`);
  }
  if (way.text !== undefined) terminal.out(`${harmless(way.text.replace(/\s+/g, ' ').slice(0, 400))}\n`);
  return ExitCode.CLEAR;
}
