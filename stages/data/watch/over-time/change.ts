import { measured, notEvaluated, type Measured } from '../../balance/measured';
import { upperGamma } from '../drift/gamma';
import type { Estimate } from './estimate';

/** One run's statistic in a series. */
export interface Point {
  /** The run's name: what the plot shows and a finding names. */
  readonly run: string;
  readonly estimate: Estimate;
}

export interface Change {
  /** Now less before. */
  readonly difference: Measured;
  /** Chance of a difference at least this large where nothing has changed; two-sided, normal. */
  readonly p: Measured;
}

/** Whether a statistic changed between two runs, by their standard errors. */
export function changeBetween(before: Estimate, now: Estimate): Change {
  for (const { value } of [before, now]) if (value.kind === 'not evaluated') return { difference: value, p: value };
  const [old, fresh] = [before, now].map(({ value }) => (value.kind === 'measured' ? value.value : 0));
  const difference = (fresh ?? 0) - (old ?? 0);
  const error = Math.hypot(before.error ?? Number.NaN, now.error ?? Number.NaN);
  if (!(error > 0)) return { difference: measured(difference), p: notEvaluated('there is no standard error') };
  return { difference: measured(difference), p: measured(normalTails(difference / error)) };
}

/** The chance that a standard normal value is at least as far from 0. */
export function normalTails(z: number): number {
  return upperGamma(0.5, (z * z) / 2);
}

export type Shift =
  | { readonly kind: 'steady' }
  /** The first run at which the sum crossed; the change began at or after `since`. */
  | { readonly kind: 'shifted'; readonly run: string; readonly since: string; readonly direction: 'up' | 'down' }
  | { readonly kind: 'not evaluated'; readonly reason: string };

/** How a series is watched for slow changes. */
export interface CusumOptions {
  /** How many runs at the beginning tell what is usual. @default 8 */
  readonly reference?: number;
  /** Half of the shift to find, in standard deviations. @default 0.5 */
  readonly slack?: number;
  /** Sum at which a shift is called, in standard deviations. @default 5 */
  readonly limit?: number;
}

/**
 * Slow shifts that no single run shows: cumulative sums (E. S. Page 1954) with slack 1/2 and limit 5, which find a shift of one standard
 * deviation in about 10 runs and raise about one false alarm in 465 (Montgomery, "Introduction to statistical quality control"). The usual
 * mean and deviation come from the first runs. Runs that were not evaluated are passed over.
 */
export function cusum(points: readonly Point[], { reference = 8, slack = 0.5, limit = 5 }: CusumOptions = {}): Shift {
  const known = points.flatMap(({ run, estimate: { value } }) =>
    value.kind === 'measured' ? [{ run, value: value.value }] : [],
  );
  if (reference < 2 || known.length <= reference) {
    return {
      kind: 'not evaluated',
      reason: `there are ${known.length} runs with a value, and ${reference + 1} are needed`,
    };
  }
  const usual = known.slice(0, reference).map(({ value }) => value);
  const mean = usual.reduce((sum, value) => sum + value, 0) / reference;
  const deviation = Math.sqrt(usual.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (reference - 1));
  if (!(deviation > 0))
    return { kind: 'not evaluated', reason: 'the reference runs are all equal: nothing says what is usual' };
  const sums = { up: 0, down: 0 };
  const since = { up: '', down: '' };
  for (const { run, value } of known.slice(reference)) {
    const z = (value - mean) / deviation;
    for (const direction of ['up', 'down'] as const) {
      if (sums[direction] === 0) since[direction] = run;
      sums[direction] = Math.max(0, sums[direction] + (direction === 'up' ? z : -z) - slack);
      if (sums[direction] > limit) return { kind: 'shifted', run, since: since[direction], direction };
    }
  }
  return { kind: 'steady' };
}
