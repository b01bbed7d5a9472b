import { RampartError } from '../contract/errors';
import { ConfigError, problemPlace, type ConfigProblem } from '../lib/config/errors';
import type { Colours } from './colour';
import { ExitCode } from './exit-code';
import type { Terminal } from './terminal';
import { wrap } from './width';

const MOST_SHOWN = 100;

/** Says in sentences what went wrong, and returns how the run ends. A stack trace comes only with RAMPART_DEBUG=1. */
export function reportError(error: unknown, terminal: Terminal, paint: Colours): ExitCode {
  if (terminal.environment['RAMPART_DEBUG'] === '1' && error instanceof Error) {
    terminal.err(`${error.stack ?? error.message}\n`);
  } else if (error instanceof ConfigError) {
    terminal.err(configReport(error, terminal.columns, paint));
  } else if (error instanceof RampartError) {
    terminal.err(`${paint.bad(error.code)}  ${error.message}\n`);
  } else if (fromFileSystem(error)) {
    terminal.err(`${paint.bad(error.code)}  ${error.path} cannot be used: ${reason(error)}.\n`);
  } else {
    const message = error instanceof Error ? error.message : String(error);
    terminal.err(
      `${paint.bad('Rampart failed')}: ${message}\nRAMPART_DEBUG=1 shows where. This is a fault of Rampart's.\n`,
    );
  }
  if (error instanceof ConfigError) return ExitCode.OPEN;
  return error instanceof RampartError || fromFileSystem(error) ? ExitCode.UNUSABLE : ExitCode.FAILED;
}

function configReport({ problems }: ConfigError, columns: number | undefined, paint: Colours): string {
  const [first] = problems;
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  const shown = problems.slice(0, MOST_SHOWN).map((problem) => problemReport(problem, columns, paint));
  const more = problems.length > MOST_SHOWN ? [`and ${problems.length - MOST_SHOWN} more\n`] : [];
  return [`${first?.file ?? 'The configuration'} cannot be used: ${count}.\n`, ...shown, ...more].join('\n');
}

function problemReport(problem: ConfigProblem, columns: number | undefined, paint: Colours): string {
  const where = [problemPlace(problem), problem.path].filter((part) => part !== '').join('  ');
  const lines: [string, string][] = [
    ['got', problem.got],
    ['allowed', problem.allowed],
  ];
  if (problem.hint !== undefined) lines.push(['hint', problem.hint]);
  const room = columns === undefined ? Infinity : Math.max(20, columns - 11);
  const told = lines.map(([label, text]) => `  ${label.padEnd(9)}${wrap(text, room).join(`\n${' '.repeat(11)}`)}\n`);
  return `${paint.bold(where)}  ${paint.bad(problem.code)}\n${told.join('')}`;
}

interface FileSystemError extends Error {
  readonly code: string;
  readonly path: string;
}

function fromFileSystem(error: unknown): error is FileSystemError {
  return typeof error === 'object' && error !== null && 'syscall' in error && 'code' in error && 'path' in error;
}

function reason({ code }: FileSystemError): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'this user has no permission';
    case 'ENOSPC':
      return 'the disk is full';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file stands where a folder is needed';
    default:
      return `the file system said ${code}`;
  }
}
