import { InvalidArgumentError, type Command } from 'commander';

/** Where runs are kept when nothing else is said. */
export const DEFAULT_WORKSPACE = 'data';

/** Characters of a sample that are shown. */
export const SHOWN_CHARACTERS = 160;

/** Adds the workspace, and which of its runs is meant. */
export function takesRun(command: Command): Command {
  return command
    .option('-w, --workspace <folder>', 'the folder in which runs are kept', DEFAULT_WORKSPACE)
    .option('-r, --run <id>', 'which run (default: the one that ended last)');
}

/** The options of {@link takesRun}. */
export interface RunOptions {
  readonly workspace: string;
  readonly run?: string;
}

/** @throws InvalidArgumentError commander shows it with the option's name */
export function count(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
}
