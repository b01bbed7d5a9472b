import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BalanceRow, Question } from '../../../../stages/data/balance/question';
import type { Measured } from '../../../../stages/data/balance/measured';

const FOLDER = join(__dirname, '../../../scenarios/data/balance');

export type Expectation =
  | { readonly sum: readonly string[] }
  | { readonly logs: readonly (readonly [string, string])[] }
  | { readonly root: string }
  | { readonly none: string };

export interface Reference extends Question {
  readonly about: string;
  readonly predicted?: string;
  readonly rows: readonly (BalanceRow & { readonly count: number })[];
  readonly leftOut?: readonly string[];
  readonly missing?: number;
  readonly expect: Readonly<Record<string, Expectation>>;
  readonly full?: Readonly<Record<string, Expectation>>;
}

/** The hand-worked references whose file name begins with `kind`. */
export function references(kind: 'pre' | 'post'): [string, Reference][] {
  return readdirSync(FOLDER)
    .filter((file) => file.startsWith(`${kind}-`))
    .sort()
    .map((file) => [file, JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Reference]);
}

/** The reference's table with one row for each unit of `count`. */
export function rowsOf({ rows }: Reference): BalanceRow[] {
  return rows.flatMap(({ count, ...row }) => Array.from({ length: count }, () => row as BalanceRow));
}

export function expectMetric(actual: Measured | undefined, expected: Expectation | undefined): void {
  if (expected === undefined) throw new Error('the reference has no expectation for this metric');
  if ('none' in expected) {
    expect(actual).toEqual({ kind: 'not evaluated', reason: expect.stringContaining(expected.none) });
    return;
  }
  expect(actual?.kind).toBe('measured');
  const value = actual?.kind === 'measured' ? actual.value : Number.NaN;
  expect(Math.abs(value - worked(expected))).toBeLessThan(1e-12);
}

function worked(expected: Exclude<Expectation, { none: string }>): number {
  if ('root' in expected) return Math.sqrt(fraction(expected.root));
  if ('logs' in expected) return expected.logs.reduce((sum, [p, q]) => sum + fraction(p) * Math.log(fraction(q)), 0);
  return expected.sum.reduce((sum, line) => sum + sumOf(line), 0);
}

/** Fractions with + and -, added exactly: over one denominator, as big integers. */
function sumOf(line: string): number {
  const parts = line.split(' ');
  let [numerator, denominator] = [0n, 1n];
  for (let i = 0; i < parts.length; i += 2) {
    const [n = '', d = '1'] = (parts[i] ?? '').split('/');
    const sign = i > 0 && parts[i - 1] === '-' ? -1n : 1n;
    numerator = numerator * BigInt(d) + sign * BigInt(n) * denominator;
    denominator *= BigInt(d);
  }
  return Number(numerator) / Number(denominator);
}

function fraction(text: string): number {
  return sumOf(text);
}
