import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

/** A program to be timed from its start to its end. */
export interface Program {
  readonly name: string;
  readonly command: readonly string[];
  /** Set beside the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** The exit codes with which it has done its work. */
  readonly exits: readonly number[];
  /** Emptied before each run. */
  readonly output: string;
  /** Whether its work is there: a program that ends early must not look fast. */
  readonly succeeded: () => boolean;
}

/** Runs a program once; the seconds it took. Throws where it did not do its work. */
export function timed(program: Program, cwd: string): number {
  rmSync(program.output, { recursive: true, force: true });
  const [file = '', ...args] = program.command;
  // What this process was told about validation is not for its programs: each says what it wants.
  const { CDK_VALIDATION: _, ...inherited } = process.env;
  const start = performance.now();
  const { status, stderr } = spawnSync(file, args, {
    cwd,
    env: { ...inherited, ...program.env },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const seconds = (performance.now() - start) / 1000;
  if (status === null || !program.exits.includes(status) || !program.succeeded()) {
    throw new Error(`${program.name} ended with status ${status} and without its output:\n${stderr.slice(-2000)}`);
  }
  return seconds;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const pair = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return pair.reduce<number>((sum, value) => sum + (value ?? Number.NaN), 0) / 2;
}

/** `rampart audit: median 9.12 s of 5 (8.90 to 9.60)`. */
export function shown(name: string, seconds: readonly number[]): string {
  if (seconds.length === 1) return `${name}: ${median(seconds).toFixed(2)} s`;
  const [least, most] = [Math.min(...seconds).toFixed(2), Math.max(...seconds).toFixed(2)];
  return `${name}: median ${median(seconds).toFixed(2)} s of ${seconds.length} (${least} to ${most})`;
}
