import { Option, type Command } from 'commander';
import { cell } from '../audit/evidence/ledger-csv';
import type { AccessRow } from '../contract/access';
import { DataClass } from '../contract/data-class';
import type { Colours } from './colour';
import { ExitCode, EXIT_CODES } from './exit-code';
import { configFile, formatOption, takesConfig } from './options';
import type { Session } from './session';
import { table } from './table';

interface AccessOptions {
  readonly config?: string;
  readonly format: string;
  readonly role?: string;
  readonly class?: string;
}

/** What each class holds, in the words a reader who never saw the design understands. */
const HOLDS: Readonly<Record<DataClass, string>> = {
  [DataClass.RAW]: 'data as acquired, untrusted',
  [DataClass.CURATED]: 'cleaned, labelled, signed training data',
  [DataClass.MODEL]: 'weights and their manifests',
  [DataClass.CONVERSATION]: 'prompts, answers, captures',
  [DataClass.LOG]: 'trails, access logs, flow logs',
  [DataClass.EVIDENCE]: 'what an auditor is handed, written once',
};

/** `rampart access`: who may do what to which class of data, by which door. */
export function addAccess(program: Command, session: Session): void {
  takesConfig(program.command('access'))
    .summary('print who may do what to which class of data')
    .description(
      'Prints the access matrix: which role may do what to which class of data, by which network door.\n' +
        'Every policy of the platform is generated from it. What it does not list is denied.',
    )
    .addOption(formatOption(['table', 'json', 'csv']))
    .option('-r, --role <name>', 'only this role')
    .addOption(new Option('--class <name>', 'only this class of data').choices(Object.values(DataClass)))
    .addHelpText(
      'after',
      `${EXIT_CODES}\n\nExamples:\n  rampart access config/minimal.yaml\n  rampart access --class model\n  rampart access --role train --format csv > train.csv`,
    )
    .action(async (argument: string | undefined, options: AccessOptions, command: Command) => {
      const { loadConfig } = await import('../lib/config/load');
      const { accessMatrix } = await import('../lib/access');
      const matrix = accessMatrix(loadConfig(configFile(argument, options.config)));
      const roles = [...new Set(matrix.map((row) => row.role))];
      if (options.role !== undefined && !roles.includes(options.role)) {
        command.error(`error: no role is called '${options.role}'. The roles are ${roles.join(', ')}.`);
      }
      const rows = matrix
        .filter((row) => options.role === undefined || row.role === options.role)
        .filter((row) => options.class === undefined || row.dataClass === options.class);
      session.terminal.out(printed(rows, options.format, session.terminal.columns, session.paint('out', command)));
      session.finish(ExitCode.CLEAR);
    });
}

function printed(rows: readonly AccessRow[], format: string, width: number | undefined, paint: Colours): string {
  if (format === 'json') return `${JSON.stringify(rows, null, 2)}\n`;
  if (format === 'csv') {
    const lines = rows.map((row) => [row.dataClass, row.role, row.action, row.prefix, row.door, row.principal]);
    return [['class', 'role', 'action', 'prefix', 'door', 'principal'], ...lines]
      .map((line) => `${line.map(cell).join(',')}\r\n`)
      .join('');
  }
  if (rows.length === 0) return 'Nobody: what the matrix does not list is denied.\n';
  return accessTable(rows, width, paint);
}

/** One block a class of data. A role's actions on one prefix by one door share a line. */
export function accessTable(rows: readonly AccessRow[], width: number | undefined, paint: Colours): string {
  const blocks = Object.values(DataClass).flatMap((dataClass) => {
    const lines = merged(rows.filter((row) => row.dataClass === dataClass));
    if (lines.length === 0) return [];
    const title = `${paint.bold(dataClass.toUpperCase())}  ${HOLDS[dataClass]}`;
    return [`${title}\n${table(['role', 'may', 'of', 'by'], lines, { width, heading: paint.dim })}`];
  });
  return `${blocks.join('\n')}\n${paint.dim('What is not listed is denied.')}\n`;
}

/** What one line of the printed table stands for. */
interface Line {
  readonly row: AccessRow;
  readonly actions: Set<string>;
  readonly principals: Set<string>;
}

function merged(rows: readonly AccessRow[]): string[][] {
  const lines = new Map<string, Line>();
  for (const row of rows) {
    const key = JSON.stringify([row.role, row.prefix, row.door]);
    const line = lines.get(key) ?? { row, actions: new Set(), principals: new Set() };
    line.actions.add(row.action);
    line.principals.add(row.principal);
    lines.set(key, line);
  }
  return [...lines.values()].map(({ row, actions, principals }) => [
    principals.size === 1 ? row.role : `${row.role} (${principals.size} roles)`,
    [...actions].join(', '),
    row.prefix === '' ? 'all of it' : row.prefix,
    row.door,
  ]);
}
