import { NumberProfile } from '../profile/number-profile';
import type { Profile } from '../profile/profile';
import { TextProfile } from '../profile/text-profile';
import { inferredType, type InferredType } from './statistics';

/** One feature in `constraints.json`. */
export interface FeatureConstraints {
  readonly name: string;
  readonly inferred_type: InferredType;
  /** Least share of rows that have a value. */
  readonly completeness: number;
  readonly num_constraints?: { readonly is_non_negative: boolean };
  readonly string_constraints?: { readonly domains: readonly string[] };
}

export interface MonitoringConfig {
  readonly evaluate_constraints: 'Enabled' | 'Disabled';
  readonly emit_metrics: 'Enabled' | 'Disabled';
  readonly datatype_check_threshold: number;
  readonly domain_content_threshold: number;
  readonly distribution_constraints: {
    readonly perform_comparison: 'Enabled' | 'Disabled';
    readonly comparison_threshold: number;
    readonly comparison_method: 'Simple' | 'Robust';
    readonly categorical_comparison_threshold: number;
    readonly categorical_drift_method: 'LInfinity' | 'ChiSquared';
  };
}

/** `constraints.json` as Amazon SageMaker Model Monitor documents it ("Schema for Constraints"). */
export interface ConstraintsFile {
  readonly version: 0;
  readonly features: readonly FeatureConstraints[];
  readonly monitoring_config: MonitoringConfig;
}

/** The documented defaults. */
export const MONITORING_CONFIG: MonitoringConfig = {
  evaluate_constraints: 'Enabled',
  emit_metrics: 'Enabled',
  datatype_check_threshold: 0.1,
  domain_content_threshold: 0.1,
  distribution_constraints: {
    perform_comparison: 'Enabled',
    comparison_threshold: 0.1,
    comparison_method: 'Simple',
    categorical_comparison_threshold: 0.1,
    categorical_drift_method: 'LInfinity',
  },
};

/** A feature with more distinct values than this gets no domain: it is no category. */
const LARGEST_DOMAIN = 100;

/** What the baseline suggests that later runs keep to. A person may edit the file; the check reads what it says. */
export function suggestConstraints(baseline: Profile, config = MONITORING_CONFIG): ConstraintsFile {
  const features = baseline.features.map(({ name }) => constraintsOf(name, baseline.column(name)));
  return { version: 0, features, monitoring_config: config };
}

function constraintsOf(name: string, column: NumberProfile | TextProfile | undefined): FeatureConstraints {
  const base = { name, inferred_type: inferredType(column), completeness: completeness(column) };
  if (column instanceof NumberProfile) {
    const { present, negative } = column.summary();
    return present === 0 ? base : { ...base, num_constraints: { is_non_negative: negative === 0 } };
  }
  if (!(column instanceof TextProfile) || !column.complete() || column.distinct().count > LARGEST_DOMAIN) return base;
  const domains = column.top().map(({ value }) => value);
  return domains.length === 0 ? base : { ...base, string_constraints: { domains: domains.sort() } };
}

/** Share of rows with a usable value; 0 where there are no rows. */
export function completeness(column: NumberProfile | TextProfile | undefined): number {
  if (column === undefined) return 0;
  const counts = column instanceof TextProfile ? { ...column.counts(), invalid: 0 } : column.summary();
  const rows = counts.present + counts.missing + counts.invalid;
  return rows === 0 ? 0 : counts.present / rows;
}
