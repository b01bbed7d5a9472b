import type { Measured } from '../../balance/measured';
import { chiSquare } from '../drift/chi-square';
import { kolmogorovSmirnov } from '../drift/kolmogorov-smirnov';
import { NumberProfile } from '../profile/number-profile';
import type { Profile } from '../profile/profile';
import { TextProfile } from '../profile/text-profile';
import { completeness, type ConstraintsFile, type FeatureConstraints, type MonitoringConfig } from './constraints';
import { inferredType } from './statistics';

/** Checks that Model Monitor names. */
export type ConstraintCheck =
  | 'data_type_check'
  | 'completeness_check'
  | 'baseline_drift_check'
  | 'missing_column_check'
  | 'extra_column_check'
  | 'categorical_values_check';

export interface Violation {
  readonly feature_name: string;
  readonly constraint_check_type: ConstraintCheck;
  readonly description: string;
}

/** `constraint_violations.json` as Amazon SageMaker Model Monitor documents it ("Schema for Violations"). */
export interface ViolationsFile {
  readonly violations: readonly Violation[];
}

/**
 * Looks at a run with the constraints, and for drift with the baseline's profile. Numbers drift by the largest difference of the
 * distribution functions; categories by the largest difference of one's share, or by chi-square, where a p under the threshold violates.
 * The schema has no check for `is_non_negative`: a negative value where none is allowed is reported as a data type violation.
 */
export function violationsFile(constraints: ConstraintsFile, baseline: Profile, current: Profile): ViolationsFile {
  const { features, monitoring_config: config } = constraints;
  if (config.evaluate_constraints === 'Disabled') return { violations: [] };
  const known = new Set(features.map(({ name }) => name));
  const extra = current.features
    .filter(({ name }) => !known.has(name))
    .map(({ name }) => violation(name, 'extra_column_check', 'the baseline has no such column'));
  const found = features.flatMap((feature) => {
    const column = current.column(feature.name);
    if (column === undefined) return [violation(feature.name, 'missing_column_check', 'the run has no such column')];
    return [
      ...typeViolations(feature, column, config),
      ...completenessViolations(feature, column),
      ...domainViolations(feature, column, config),
      ...driftViolations(feature, baseline.column(feature.name), column, config),
    ];
  });
  return { violations: [...found, ...extra] };
}

function typeViolations(
  { name, inferred_type: expected, num_constraints: numbers }: FeatureConstraints,
  column: NumberProfile | TextProfile,
  { datatype_check_threshold: threshold }: MonitoringConfig,
): Violation[] {
  const actual = inferredType(column);
  if (actual === 'Unknown' || expected === 'Unknown') return [];
  const violations: Violation[] = [];
  const isText = column instanceof TextProfile;
  if (isText !== (expected === 'String')) {
    violations.push(violation(name, 'data_type_check', `values must be ${expected}, got ${actual}`));
  }
  if (isText) return violations;
  const { present, negative, whole } = { ...column.summary(), whole: column.toJSON().whole };
  const fractional = (present - whole) / present;
  if (expected === 'Integral' && fractional > threshold) {
    violations.push(
      violation(name, 'data_type_check', `at most ${threshold} of the values may be Fractional, got ${fractional}`),
    );
  }
  if (numbers?.is_non_negative === true && negative > 0) {
    violations.push(violation(name, 'data_type_check', `no value may be negative, got ${negative} of ${present}`));
  }
  return violations;
}

function completenessViolations(feature: FeatureConstraints, column: NumberProfile | TextProfile): Violation[] {
  const share = completeness(column);
  if (share >= feature.completeness) return [];
  const description = `at least ${feature.completeness} of the rows must have a value, got ${share}`;
  return [violation(feature.name, 'completeness_check', description)];
}

function domainViolations(
  { name, string_constraints: strings }: FeatureConstraints,
  column: NumberProfile | TextProfile,
  { domain_content_threshold: threshold }: MonitoringConfig,
): Violation[] {
  if (strings === undefined || !(column instanceof TextProfile)) return [];
  const { present } = column.counts();
  const domain = new Set(strings.domains);
  const values = column.top();
  const kept = values.reduce((sum, { count }) => sum + count, 0);
  // Where a profile keeps a sample of the values only, the domain's are few: what is not kept is almost all unknown.
  const unknown = values.reduce((sum, { value, count }) => sum + (domain.has(value) ? 0 : count), 0) + (present - kept);
  if (present === 0 || unknown / present <= threshold) return [];
  const description = `at most ${threshold} of the values may be outside the domain, got ${unknown / present}`;
  return [violation(name, 'categorical_values_check', description)];
}

function driftViolations(
  { name }: FeatureConstraints,
  before: NumberProfile | TextProfile | undefined,
  now: NumberProfile | TextProfile,
  { distribution_constraints: config }: MonitoringConfig,
): Violation[] {
  if (config.perform_comparison === 'Disabled') return [];
  if (before instanceof NumberProfile && now instanceof NumberProfile) {
    return beyond(name, kolmogorovSmirnov(before.bins(), now.bins()).d, config.comparison_threshold);
  }
  if (!(before instanceof TextProfile) || !(now instanceof TextProfile)) return [];
  if (!before.complete() || !now.complete()) return [];
  const [old, fresh] = [before, now].map((of) => new Map(of.top().map(({ value, count }) => [value, count])));
  const values = [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])];
  const [a, b] = [old, fresh].map((counts) => values.map((value) => counts?.get(value) ?? 0)) as [number[], number[]];
  const threshold = config.categorical_comparison_threshold;
  if (config.categorical_drift_method === 'LInfinity') return beyond(name, largestGap(a, b), threshold);
  const { p } = chiSquare(a, b);
  return p.kind === 'measured' && p.value < threshold
    ? [violation(name, 'baseline_drift_check', `chi-square: p must be at least ${threshold}, got ${p.value}`)]
    : [];
}

function largestGap(a: readonly number[], b: readonly number[]): Measured {
  const [n, m] = [a, b].map((counts) => counts.reduce((sum, count) => sum + count, 0)) as [number, number];
  if (n === 0 || m === 0) return { kind: 'not evaluated', reason: 'a sample is empty' };
  return { kind: 'measured', value: Math.max(...a.map((count, i) => Math.abs(count * m - (b[i] ?? 0) * n) / (n * m))) };
}

function beyond(name: string, distance: Measured, threshold: number): Violation[] {
  if (distance.kind === 'not evaluated' || distance.value <= threshold) return [];
  return [violation(name, 'baseline_drift_check', `the distance must be at most ${threshold}, got ${distance.value}`)];
}

function violation(feature_name: string, constraint_check_type: ConstraintCheck, description: string): Violation {
  return { feature_name, constraint_check_type, description };
}
