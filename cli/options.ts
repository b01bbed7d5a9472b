import { existsSync, statSync } from 'node:fs';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { RampartError } from '../contract/errors';

/** The file a command reads when none is named. */
export const DEFAULT_CONFIG = 'rampart.yaml';

/** Words on the command line that do not fit together, or do not fit what is on the disk. */
export class UsageError extends RampartError {
  public constructor(code: 'CONFIG_NAMED_TWICE' | 'CONFIG_NOT_NAMED' | 'OUT_NOT_A_FOLDER', message: string) {
    super(code, message);
  }
}

/** Adds the config file, as an argument or as an option: people expect the one or the other. */
export function takesConfig(command: Command): Command {
  return command
    .argument('[config]', `the configuration to read (default: ./${DEFAULT_CONFIG})`)
    .option('-c, --config <file>', 'the same, as an option');
}

/**
 * The config file that was meant.
 *
 * @throws UsageError CONFIG_NAMED_TWICE, or CONFIG_NOT_NAMED where none was named and the default is not there
 */
export function configFile(argument: string | undefined, option: string | undefined): string {
  if (argument !== undefined && option !== undefined && argument !== option) {
    throw new UsageError(
      'CONFIG_NAMED_TWICE',
      `One run reads one configuration; got ${argument} and --config ${option}. Name one of them.`,
    );
  }
  const named = argument ?? option;
  if (named !== undefined) return named;
  if (existsSync(DEFAULT_CONFIG)) return DEFAULT_CONFIG;
  throw new UsageError(
    'CONFIG_NOT_NAMED',
    `No configuration was named, and there is no ${DEFAULT_CONFIG} in this folder. ` +
      'Name one, or start from a copy of config/minimal.yaml.',
  );
}

/** `--format`, with the formats that the command has; the first is the default. */
export function formatOption(formats: readonly [string, ...string[]]): Option {
  return new Option('-f, --format <format>', 'what goes to standard output').choices(formats).default(formats[0]);
}

/** A day, `YYYY-MM-DD`, that the calendar has. */
export function day(text: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  const real = date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  if (!real) throw new InvalidArgumentError('It must be a day of the calendar, YYYY-MM-DD.');
  return text;
}

/** @throws InvalidArgumentError commander shows it with the option's name */
export function positive(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number <= 0)
    throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}

/**
 * A folder that can be written to, or made: found out before the work, not after it.
 *
 * @throws UsageError OUT_NOT_A_FOLDER
 */
export function outFolder(path: string): string {
  if (existsSync(path) && !statSync(path).isDirectory()) {
    throw new UsageError('OUT_NOT_A_FOLDER', `--out must be a folder; ${path} is a file.`);
  }
  return path;
}
